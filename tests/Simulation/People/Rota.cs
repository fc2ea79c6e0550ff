using Dispatch.Engineers;
using Dispatch.Grains;
using Dispatch.Silo.Founding;
using Dispatch.Stock;
using Dispatch.Teams;

namespace Dispatch.Tests.Simulation.People;

/// <summary>People come and go, engineers fall ill, and parts come in and go from one warehouse to another.</summary>
internal sealed class Rota(Stage stage)
{
    private readonly CompanyPlan company = BusyCompany.Plan(stage.Plan.Engineers);
    private readonly Random chance = stage.Plan.Chance("rota");
    private readonly Random carrying = stage.Plan.Chance("carrying");

    /// <summary>Goes on until the storm is over.</summary>
    public void Begin()
    {
        stage.Begin(() => Every(6, 16, Leave));
        stage.Begin(() => Every(20, 60, FallIll));
        stage.Begin(() => Every(8, 25, Deliver));
        stage.Begin(() => Every(carrying, 4, 15, Carry));
    }

    /// <summary>Everybody is at work again.</summary>
    public async Task Gather()
    {
        foreach (var team in company.Teams)
            foreach (var member in team.Members)
                await SetPresence(team.Id, member.Person, present: true);
    }

    private Task Every(double least, double most, Func<Task> deed) => Every(chance, least, most, deed);

    private async Task Every(Random chance, double least, double most, Func<Task> deed)
    {
        while (await stage.Pass(chance.Minutes(least, most)))
            stage.Begin(deed);
    }

    private async Task Leave()
    {
        var team = chance.OneOf([.. company.Teams]);
        // The lead more often than others: a team without its lead is a case of its own.
        var person = chance.Hits(0.3) ? team.Lead : team.Members[chance.Next(team.Members.Count)].Person;
        var away = chance.Minutes(3, 30);
        await SetPresence(team.Id, person, present: false);
        if (await stage.Pass(away))
            await SetPresence(team.Id, person, present: true);
    }

    private Task FallIll()
    {
        var engineer = company.Engineers[chance.Next(company.Engineers.Count)].Id;
        var until = (stage.World.Now + chance.Minutes(30, 240)).Truncate();
        return stage.Line.Insist(grains => grains.GetGrain<IEngineerGrain>($"{Engineer.Kind}/{engineer}").Handle(new ReportSick(Until: until), new("user:dispatcher")));
    }

    private async Task Deliver()
    {
        var stock = $"{StockItem.Kind}/{BusyCompany.WarehouseId(chance.Next(BusyCompany.Zones))}/{BusyCompany.Parts[chance.Next(BusyCompany.Parts.Count)]}";
        var (pieces, note) = (chance.Next(1, 1 + stage.Plan.Engineers), stage.World.Ids.Next());
        var origin = new Origin("user:storeman") { Key = note, BodyHash = $"body of {note}" };
        stage.Ledger.Deliver(stock, pieces);
        await Once(stock, new ReceiveStock(pieces), origin);
        stage.Ledger.Delivered(stock, pieces);
    }

    private async Task Carry()
    {
        var from = carrying.Next(BusyCompany.Zones);
        var to = (from + carrying.Next(1, BusyCompany.Zones)) % BusyCompany.Zones;
        var stock = $"{StockItem.Kind}/{BusyCompany.WarehouseId(from)}/{BusyCompany.Parts[carrying.Next(BusyCompany.Parts.Count)]}";
        var note = stage.World.Ids.Next();
        await Once(stock, new SendStock(BusyCompany.WarehouseId(to), carrying.Next(1, 3)), new Origin("user:storeman") { Key = note, BodyHash = $"body of {note}" });
    }

    private Task<Outcome> Once(string stock, StockCommand command, Origin origin) => stage.Ledger.Await(stage.Line.Insist(async grains =>
    {
        try
        {
            return await grains.GetGrain<IStockGrain>(stock).Handle(command, origin);
        }
        catch (Grains.Journal.DuplicateKeyException)
        {
            return new Outcome.Repeated(stock);
        }
    }));

    private Task SetPresence(string team, string person, bool present) => stage.Ledger.Await(stage.Line.Insist(grains =>
        grains.GetGrain<ITeamGrain>($"{Team.Kind}/{team}").Handle(new SetPresence(person, present), new("user:manager"))));
}
