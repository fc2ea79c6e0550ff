using System.Runtime.CompilerServices;
using Dispatch.Engineers;
using Dispatch.Fields;
using Dispatch.Grains;
using Dispatch.Silo.Hosting;
using Dispatch.Stock;
using Dispatch.Teams;
using Dispatch.Tests.Shared;
using Dispatch.Tests.World;
using Dispatch.Tests.World.Company;
using Dispatch.Tickets;

namespace Dispatch.Tests.Journeys;

/// <summary>A small company on Monday morning, and words for what people do in it.</summary>
public sealed class Story : IDisposable
{
    private static readonly Lazy<WorldImage> Founded = new(() =>
    {
        using var world = new VirtualWorld(new() { Start = WorldOptions.Monday.AddMinutes(-1) });
        return world.Found(SmallCompany.Plan).Image();
    });

    private readonly string? teller;
    private readonly long founded;
    private readonly List<(string Id, string Name)> names = [];

    /// <summary>Nine in the morning, Monday 2 March 2026, Shanghai.</summary>
    /// <param name="with">What is unusual in this world.</param>
    /// <param name="file">Where it is told: a class of the file's name.</param>
    public Story(Func<WorldOptions, WorldOptions>? with = null, [CallerFilePath] string file = "")
    {
        var usual = new WorldOptions { From = Founded.Value };
        World = new(with?.Invoke(usual) ?? usual);
        teller = with is null ? Path.GetFileNameWithoutExtension(file) : null;
        founded = Head();
    }

    public VirtualWorld World { get; }

    public DateTimeOffset Now => World.Now;

    /// <summary>An instant of that Monday on the wall clock of Shanghai, or of a later day.</summary>
    public static DateTimeOffset At(int hour, int minute = 0, int daysLater = 0) =>
        WorldOptions.Monday.AddHours(hour - 9).AddMinutes(minute).AddDays(daysLater);

    /// <summary>A ticket comes in and its news settles.</summary>
    /// <returns>Its bare id.</returns>
    public string Open(string kind, Func<OpenTicket, OpenTicket>? with = null)
    {
        var id = NewId("ticket");
        World.Run(async () =>
        {
            var number = await World.Service<TicketNumbers>().Next(CancellationToken.None);
            var open = new OpenTicket(number, $"{Founding.Org}/east", kind, "web") { Customer = "customer-1", CustomerTier = "standard" };
            Assert.IsType<Outcome.Accepted>(await Grain(id).Handle(with?.Invoke(open) ?? open, new("key:shop"), []));
        });
        Settle();
        return id;
    }

    /// <summary>Somebody does something with a ticket; it must be allowed.</summary>
    public void Do(string ticket, TicketCommand command, string by = "user:somebody")
    {
        var outcome = Try(ticket, command, by);
        Assert.True(outcome is Outcome.Accepted, $"{command} was refused: {outcome}");
        Settle();
    }

    /// <summary>Somebody tries something that must be refused.</summary>
    public void Refused(RejectionCode code, string ticket, TicketCommand command) =>
        Assert.Equal(code, Assert.IsType<Outcome.Rejected>(Try(ticket, command, "user:somebody")).Rejection.Code);

    /// <summary>The person who has the only open desk step finishes it.</summary>
    public void Complete(string ticket, string step, string? outcome = null, params ReadOnlySpan<(string Field, FieldValue Value)> data)
    {
        var open = Ticket(ticket).Steps.Single(each => each.IsOpen && each.Step == step);
        Assert.NotNull(open.Assignee);
        Do(ticket, new CompleteStep(open.Instance, outcome, Note: null) { Data = Fields(data) }, $"user:{open.Assignee}");
    }

    public static FieldValues Fields(params ReadOnlySpan<(string Field, FieldValue Value)> data)
    {
        var values = FieldValues.Empty;
        foreach (var (field, value) in data)
            values = values.With(field, value);
        return values;
    }

    /// <summary>The customer writes.</summary>
    public void CustomerReplies(string ticket, string text) => Say(ticket, text, fromCustomer: true);

    /// <summary>The company writes to the customer.</summary>
    public void Reply(string ticket, string text) => Say(ticket, text, fromCustomer: false);

    public Ticket Ticket(string id) => World.Run(() => Grain(id).Describe())!.State;

    public WorkOrder Visit(string ticket) => Ticket(ticket).WorkOrders[^1];

    public Team Team(string id) => World.Run(() => World.Grains.GetGrain<ITeamGrain>($"team/{id}").Describe()).Team;

    public StockItem Stock(string warehouse, string part) =>
        World.Run(() => World.Grains.GetGrain<IStockGrain>($"stock/{warehouse}/{part}").Describe())!.State;

    public EngineerDay Day(string engineer, int daysLater = 0) => World.Run(() =>
        World.Grains.GetGrain<IEngineerDayGrain>($"engineer-day/{engineer}/{new DateOnly(2026, 3, 2).AddDays(daysLater):yyyy-MM-dd}").Describe()).State;

    public void Tell(string engineer, EngineerCommand command)
    {
        Assert.IsType<Outcome.Accepted>(World.Run(() => World.Grains.GetGrain<IEngineerGrain>($"engineer/{engineer}").Handle(command, new("user:dispatcher"))));
        Settle();
    }

    public void Tell(string team, TeamCommand command)
    {
        Assert.IsType<Outcome.Accepted>(World.Run(() => World.Grains.GetGrain<ITeamGrain>($"team/{team}").Handle(command, new("user:manager"))));
        Settle();
    }

    public void Receive(string warehouse, string part, int quantity)
    {
        Assert.IsType<Outcome.Accepted>(World.Run(() =>
            World.Grains.GetGrain<IStockGrain>($"stock/{warehouse}/{part}").Handle(new ReceiveStock(quantity), new("user:warehouse"))));
        Settle();
    }

    /// <summary>Kinds of everything that happened to a ticket, in order.</summary>
    public IReadOnlyList<string> History(string ticket) => [.. Events(ticket).Select(@event => EventKinds.Of<TicketEvent>().KindOf(@event))];

    /// <summary>Everything that happened to a ticket, in order.</summary>
    public IReadOnlyList<TicketEvent> Events(string ticket) => [.. World.Run(() => World.Journal.ReadEntity($"ticket/{ticket}", 0, 10_000))
        .Select(stored => (TicketEvent)EventKinds.Of<TicketEvent>().Read(stored.Kind, stored.Body.Span)!)];

    /// <summary>Lets what was just done reach everybody it concerns; takes a second.</summary>
    public void Settle() => World.Advance(TimeSpan.FromSeconds(1));

    public void Until(DateTimeOffset instant) => World.AdvanceTo(instant);

    /// <summary>A story in which the silo complained, in which work left the one thread, or which is not the one that is checked in, was not told as meant.</summary>
    public void Dispose()
    {
        Settle();
        var chronicle = Chronicle.Of(World, WorldOptions.Monday, founded, names);
        World.Dispose();
        Assert.True(World.Complaints.Count is 0, string.Join('\n', World.Complaints.Lines));
        Assert.Equal(0, World.Strays);
        if (teller is { } name && ToldAttribute.JourneyIn(name) is { } journey && chronicle.Length > 0)
            CheckedIn.Matches($"tests/Journeys/Golden/{name}.{journey}.txt", chronicle);
    }

    private void Say(string ticket, string text, bool fromCustomer)
    {
        var id = NewId("text");
        var reply = new Reply(ContentRef.To(id, text), fromCustomer);
        Assert.IsType<Outcome.Accepted>(World.Run(() => Grain(ticket).Handle(reply, new(fromCustomer ? "customer" : "user:agent"), [new(id, null, "message", text)])));
        Settle();
    }

    private string NewId(string what)
    {
        var id = World.Ids.Next();
        names.Add((id, $"{what}-{names.Count(name => name.Name.StartsWith(what, StringComparison.Ordinal)) + 1}"));
        return id;
    }

    private long Head() => World.Query("SELECT coalesce(max(seq), 0) FROM event", row => row.GetInt64(0))[0];

    /// <summary>Somebody tries something, whatever comes of it.</summary>
    public Outcome Try(string ticket, TicketCommand command, string by) => World.Run(() => Grain(ticket).Handle(command, new(by), []));

    private ITicketGrain Grain(string id) => World.Grains.GetGrain<ITicketGrain>($"ticket/{id}");
}
