using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Configuration;
using Dispatch.Customers;
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

namespace Dispatch.Api.Demo.Company;

/// <summary>Founds the demo company. Everything is sent as commands, and commands that hold change nothing, so founding it twice is founding it once.</summary>
public sealed class DemoSeed(IGrainFactory grains, ConfigurationCache configuration)
{
    /// <summary>Customers that the company knows by name and tier.</summary>
    public const int Customers = 500;

    private static readonly Origin Founder = new("system:demo");

    /// <summary>Founds what is missing.</summary>
    /// <param name="cityName">City in which the company works; null for the demo's own.</param>
    /// <param name="live">Whether a company in another city works, and not only holds history.</param>
    public async Task Found(string? cityName = null, bool live = false, CancellationToken cancellationToken = default)
    {
        var city = DemoCities.Find(cityName);
        await FoundTeams();
        // Case types and routing rules name teams, so the teams must be known here before anything is published.
        await configuration.Load(cancellationToken);
        await PublishAll(city, live, cancellationToken);
        await FoundField(city);
        await RegisterCustomers(cancellationToken);
    }

    private async Task FoundTeams()
    {
        var names = 0;
        foreach (var team in DemoTeams.All)
        {
            var grain = grains.GetGrain<ITeamGrain>($"{Team.Kind}/{team.Id}");
            Require(await grain.Handle(team.Establish, Founder));
            foreach (var member in team.Members(names))
            {
                Require(await grain.Handle(member, Founder));
                Require(await grain.Handle(new SetPresence(member.Person, Present: true), Founder));
            }
            Require(await grain.Handle(team.LeadReports, Founder));
            names += team.Size;
        }
    }

    private async Task PublishAll(DemoCity city, bool live, CancellationToken cancellationToken)
    {
        foreach (var document in Promises(city, live || city.Calendars.Count is 0).Concat(ShippedCaseTypes.All))
            await Publish(document.Kind, document.Id, document.Body, cancellationToken);
        await Publish(RoutingRulesKind.Instance.Name, RoutingRulesKind.DocumentId, Routing(city), cancellationToken);
    }

    /// <summary>The shipped calendars and policies, with the city's own calendars where it has some.</summary>
    /// <param name="express">Whether the demo's own policy is among them, which counts day and night, so that a wallboard has something to warn of at any hour.</param>
    private static IEnumerable<ConfigurationDocument> Promises(DemoCity city, bool express)
    {
        var calendars = ShippedSla.Calendars.Select(calendar => city.Calendars.GetValueOrDefault(calendar.Id) ?? calendar);
        IEnumerable<SlaPolicyDefinition> own = express ? [Express] : [];
        var policies = ShippedSla.Policies.Concat(own).Select(policy =>
            policy with { Calendar = policy.Calendar is { } id && city.Calendars.TryGetValue(id, out var calendar) ? calendar.Id : policy.Calendar });
        return
        [
            .. calendars.Select(calendar => new ConfigurationDocument(CalendarKind.Instance.Name, calendar.Id, 1, JsonBody.Of(calendar))),
            .. policies.Select(policy => new ConfigurationDocument(SlaPolicyKind.Instance.Name, policy.Id, 1, JsonBody.Of(policy))),
        ];
    }

    /// <summary>The demo's rules, with the city's own regions for the western desk.</summary>
    private static JsonBody Routing(DemoCity city)
    {
        var routing = JsonNode.Parse(Resource("DemoRouting.json"))!;
        var west = routing["rules"]!.AsArray().First(rule => (string?)rule!["id"] == "west")!;
        west["when"]!["value"] = JsonSerializer.SerializeToNode(city.West);
        return JsonBody.Parse(routing.ToJsonString());
    }

    private static SlaPolicyDefinition Express => JsonSerializer.Deserialize<SlaPolicyDefinition>(Resource("DemoPolicy.json"), DispatchJson.Strict)!;

    private async Task Publish(string kind, string id, JsonBody body, CancellationToken cancellationToken)
    {
        if (configuration.Current.Document(kind, id) is not null)
            return;
        Require(await grains.GetGrain<IConfigurationGrain>($"{PublishedDocument.Kind}/{kind}/{id}").Publish(new(kind, id, body, IfMatch: 0), Founder));
        await configuration.WaitFor(new(kind, id, 1), cancellationToken);
    }

    private async Task FoundField(DemoCity city)
    {
        foreach (var warehouse in city.Warehouses)
        {
            Require(await grains.GetGrain<IWarehouseGrain>($"{Warehouse.Kind}/{warehouse.Id}").Define(new(warehouse.Name, DemoTeams.Org, warehouse.Place), Founder));
            foreach (var (part, _, quantity) in DemoCity.Parts)
                await Stock(warehouse.Id, part, quantity);
        }
        foreach (var zone in city.Zones)
            Require(await grains.GetGrain<IZoneGrain>($"{Zone.Kind}/{zone.Id}").Handle(new DefineZone(zone.Name, DemoTeams.Org, zone.Area, zone.Warehouses), Founder));
        var engineers = DemoEngineers.All(city, DemoTeams.All.Sum(team => team.Size));
        await Task.WhenAll(engineers.Select(async engineer =>
            Require(await grains.GetGrain<IEngineerGrain>($"{Engineer.Kind}/{engineer.Id}").Handle(new RegisterEngineer(engineer), Founder))));
    }

    private async Task Stock(string warehouse, string part, int quantity)
    {
        var stock = grains.GetGrain<IStockGrain>($"{StockItem.Kind}/{warehouse}/{part}");
        if (await stock.Describe() is { State.OnHand: > 0 })
            return;
        Require(await stock.Handle(new DefineStock(DemoTeams.Org), Founder));
        Require(await stock.Handle(new ReceiveStock(quantity), Founder));
    }

    private async Task RegisterCustomers(CancellationToken cancellationToken)
    {
        foreach (var customers in DemoCustomers.All.Chunk(50))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAll(customers.Select(Register));
        }
    }

    private async Task Register(DemoCustomer customer) => Require(await grains.GetGrain<ICustomerGrain>($"{Customer.Kind}/{customer.Id}")
        .Register(DemoTeams.Org, customer.Tier, new($"{Customer.Kind}/{customer.Id}/card", customer.Id, "card", JsonSerializer.Serialize(customer.Card, DispatchJson.Stored)), Founder));

    private static string Resource(string name)
    {
        using var stream = typeof(DemoSeed).Assembly.GetManifestResourceStream($"Demo/{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static void Require(Outcome outcome)
    {
        if (outcome is Outcome.Rejected { Rejection: var rejection })
            throw new InvalidOperationException($"The demo company cannot be founded: {rejection.Code} {string.Join(", ", rejection.Arguments)} {rejection.Path}");
    }
}
