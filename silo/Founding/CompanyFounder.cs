using System.Text.Json;
using Dispatch.Configuration;
using Dispatch.Customers;
using Dispatch.Engineers;
using Dispatch.Flows;
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Routing;
using Dispatch.Silo.Configuration;
using Dispatch.Stock;
using Dispatch.Teams;
using Dispatch.Zones;
using Orleans;

namespace Dispatch.Silo.Founding;

/// <summary>Founds a company by the same commands that people use. Commands that hold change nothing, so founding it twice is founding it once.</summary>
/// <param name="org">Org path of the company.</param>
/// <param name="by">Who founds it.</param>
public sealed class CompanyFounder(IGrainFactory grains, ConfigurationCache configuration, string org, Origin by)
{
    private const int AtOnce = 50;

    /// <summary>Founds what is missing.</summary>
    /// <exception cref="InvalidOperationException">Something in the plan is refused.</exception>
    public async Task Found(CompanyPlan plan, CancellationToken cancellationToken = default)
    {
        foreach (var team in plan.Teams)
            await Found(team);
        // Case types and routing rules name teams, so the teams must be known here before anything is published.
        await configuration.Load(cancellationToken);
        foreach (var document in plan.Promises.Concat(ShippedCaseTypes.All))
            await Publish(document.Kind, document.Id, document.Body, cancellationToken);
        await Publish(RoutingRulesKind.Instance.Name, RoutingRulesKind.DocumentId, JsonBody.Of(new RoutingRulesDefinition(plan.Routing)), cancellationToken);
        foreach (var warehouse in plan.Warehouses)
            await Found(warehouse);
        foreach (var zone in plan.Zones)
            Require(await grains.GetGrain<IZoneGrain>($"{Zone.Kind}/{zone.Id}").Handle(new DefineZone(zone.Name, org, zone.Area, zone.Warehouses), by));
        await Each(plan.Engineers, Register, cancellationToken);
        await Each(plan.Customers, Register, cancellationToken);
    }

    private async Task Found(TeamPlan team)
    {
        var grain = grains.GetGrain<ITeamGrain>($"{Team.Kind}/{team.Id}");
        var path = team.Region is { } region ? $"{org}/{region}/{team.Id}" : $"{org}/{team.Id}";
        Require(await grain.Handle(new EstablishTeam(team.Name, path, Parent: null, team.Lead, team.TimeZone), by));
        foreach (var member in team.Members)
        {
            Require(await grain.Handle(new AddMember(member.Person, member.Name, member.Skills, member.Capacity), by));
            Require(await grain.Handle(new SetPresence(member.Person, Present: true), by));
        }
        if (team.LeadReports is { } reports)
            Require(await grain.Handle(reports, by));
    }

    private async Task Publish(string kind, string id, JsonBody body, CancellationToken cancellationToken)
    {
        if (configuration.Current.Document(kind, id) is not null)
            return;
        Require(await grains.GetGrain<IConfigurationGrain>($"{PublishedDocument.Kind}/{kind}/{id}").Publish(new(kind, id, body, IfMatch: 0), by));
        await configuration.WaitFor(new(kind, id, 1), cancellationToken);
    }

    private async Task Found(WarehousePlan warehouse)
    {
        Require(await grains.GetGrain<IWarehouseGrain>($"{Warehouse.Kind}/{warehouse.Id}").Define(new(warehouse.Name, org, warehouse.Place), by));
        foreach (var part in warehouse.Stock)
            await Stock(grains.GetGrain<IStockGrain>($"{StockItem.Kind}/{warehouse.Id}/{part.Part}"), part.Quantity);
    }

    private async Task Stock(IStockGrain stock, int quantity)
    {
        if (await stock.Describe() is { State.OnHand: > 0 })
            return;
        Require(await stock.Handle(new DefineStock(org), by));
        if (quantity > 0)
            Require(await stock.Handle(new ReceiveStock(quantity), by));
    }

    private async Task Register(EngineerProfile engineer) =>
        Require(await grains.GetGrain<IEngineerGrain>($"{Engineer.Kind}/{engineer.Id}").Handle(new RegisterEngineer(engineer), by));

    private async Task Register(CustomerPlan customer)
    {
        var key = $"{Customer.Kind}/{customer.Id}";
        var card = new Content($"{key}/card", customer.Id, "card", JsonSerializer.Serialize(customer.Card, DispatchJson.Stored));
        Require(await grains.GetGrain<ICustomerGrain>(key).Register(org, customer.Tier, card, by));
    }

    private static async Task Each<T>(IReadOnlyList<T> all, Func<T, Task> found, CancellationToken cancellationToken)
    {
        foreach (var some in all.Chunk(AtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAll(some.Select(found));
        }
    }

    private static void Require(Outcome outcome)
    {
        if (outcome is Outcome.Rejected { Rejection: var rejection })
            throw new InvalidOperationException($"The company cannot be founded: {rejection.Code} {string.Join(", ", rejection.Arguments)} {rejection.Path}");
    }
}
