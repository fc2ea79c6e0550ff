using Dispatch.Configuration;
using Dispatch.Engineers;
using Dispatch.Flows;
using Dispatch.Grains;
using Dispatch.Routing;
using Dispatch.Silo.Configuration;
using Dispatch.Sla;
using Dispatch.Stock;
using Dispatch.Teams;
using Dispatch.Zones;
using Orleans;

namespace Dispatch.Tests.World.Company;

/// <summary>Founds a company by the same commands that people use.</summary>
public static class Founding
{
    /// <summary>Org path of everything.</summary>
    public const string Org = "acme";

    private static readonly Origin Founder = new("user:founder");

    /// <summary>Sets everything up and lets the news of it settle.</summary>
    public static VirtualWorld Found(this VirtualWorld world, CompanyPlan plan)
    {
        world.Run(() => FoundAll(world, plan));
        world.Advance(TimeSpan.FromSeconds(10));
        return world;
    }

    /// <summary>Publishes the next version of a document and waits until the silo goes by it.</summary>
    public static async Task Publish(this VirtualWorld world, string kind, string id, JsonBody body)
    {
        var grain = world.Grains.GetGrain<IConfigurationGrain>($"{PublishedDocument.Kind}/{kind}/{id}");
        Require(await grain.Publish(new(kind, id, body, IfMatch: null), Founder));
    }

    private static async Task FoundAll(VirtualWorld world, CompanyPlan plan)
    {
        foreach (var team in plan.Teams)
            await Found(world.Grains.GetGrain<ITeamGrain>($"{Team.Kind}/{team.Id}"), team);
        // Case types and rules name teams, so the teams must be known here before anything is published.
        await world.Service<ConfigurationCache>().Load();
        foreach (var document in ShippedSla.Documents.Concat(ShippedCaseTypes.All))
            await PublishAndLoad(world, document.Kind, document.Id, document.Body);
        await PublishAndLoad(world, RoutingRulesKind.Instance.Name, RoutingRulesKind.DocumentId, JsonBody.Of(new RoutingRulesDefinition(plan.Routing)));
        await FoundField(world.Grains, plan);
    }

    private static async Task PublishAndLoad(VirtualWorld world, string kind, string id, JsonBody body)
    {
        await world.Publish(kind, id, body);
        await world.Service<ConfigurationCache>().Load();
    }

    private static async Task Found(ITeamGrain grain, TeamPlan team)
    {
        Require(await grain.Handle(new EstablishTeam(team.Name, $"{Org}/{team.Id}", Parent: null, team.Lead), Founder));
        foreach (var member in team.Members)
        {
            Require(await grain.Handle(member.Join, Founder));
            Require(await grain.Handle(new SetPresence(member.Person, Present: true), Founder));
        }
    }

    private static async Task FoundField(IGrainFactory grains, CompanyPlan plan)
    {
        foreach (var warehouse in plan.Warehouses)
        {
            Require(await grains.GetGrain<IWarehouseGrain>($"{Warehouse.Kind}/{warehouse.Id}").Define(new(warehouse.Name, Org, warehouse.Place), Founder));
            foreach (var part in warehouse.Stock)
            {
                var stock = grains.GetGrain<IStockGrain>($"{StockItem.Kind}/{warehouse.Id}/{part.Part}");
                Require(await stock.Handle(new DefineStock(Org), Founder));
                if (part.Quantity > 0)
                    Require(await stock.Handle(new ReceiveStock(part.Quantity), Founder));
            }
        }
        foreach (var zone in plan.Zones)
            Require(await grains.GetGrain<IZoneGrain>($"{Zone.Kind}/{zone.Id}").Handle(new DefineZone(zone.Name, Org, zone.Area, zone.Warehouses), Founder));
        foreach (var engineer in plan.Engineers)
            Require(await grains.GetGrain<IEngineerGrain>($"{Engineer.Kind}/{engineer.Id}").Handle(new RegisterEngineer(engineer), Founder));
    }

    private static void Require(Outcome outcome)
    {
        if (outcome is Outcome.Rejected { Rejection: var rejection })
            throw new InvalidOperationException($"The company cannot be founded: {rejection.Code} {string.Join(", ", rejection.Arguments)} {rejection.Path}");
    }
}
