using System.Text;
using System.Text.Json;
using Dispatch.Tickets;

namespace Dispatch.Tests.Core.Tickets;

/// <summary>Drives one ticket as its grain does: decide, and believe only what went through JSON.</summary>
internal sealed class Case
{
    private static readonly EventKinds Kinds = EventKinds.Of<TicketEvent>();
    private readonly List<TicketEvent> history = [];
    private readonly TicketRules rules;

    private Case(TicketRules rules) => this.rules = rules;

    public Ticket Ticket { get; private set; } = Ticket.Initial("t1");

    public IReadOnlyList<TicketEvent> History => history;

    /// <summary>Size of the snapshot, UTF-8 bytes.</summary>
    public int Size => Snapshot(Ticket).Length;

    /// <summary>Instance ids of open steps by their id in the flow.</summary>
    public string Open(string step) => Ticket.Steps.Single(each => each.IsOpen && each.Step == step).Instance;

    public WorkOrder Visit => Ticket.WorkOrders[^1];

    /// <summary>A ticket that came in on Monday at nine.</summary>
    public static Case Of(OpenTicket open, DateTimeOffset? at = null, TicketRules? rules = null)
    {
        var opened = new Case(rules ?? World.Rules);
        opened.Tell(open, at ?? World.Nine);
        return opened;
    }

    public Decision Decide(TicketCommand command, DateTimeOffset at) => TicketDecisions.Decide(Ticket, command, rules, at);

    /// <summary>Asks for something that must be accepted, and returns what came of it.</summary>
    public IReadOnlyList<TicketEvent> Tell(TicketCommand command, DateTimeOffset at)
    {
        var decision = Decide(command, at);
        Assert.Null(decision.Rejection);
        return Take(decision);
    }

    public RejectionCode? Refusal(TicketCommand command, DateTimeOffset at)
    {
        var decision = Decide(command, at);
        Assert.True(decision.Rejection is null || decision.Events.Count is 0, "A refusal leaves nothing behind.");
        return decision.Rejection?.Code;
    }

    public IReadOnlyList<TicketEvent> Wake(DateTimeOffset at) => Take(TicketDecisions.Wake(Ticket, rules, at));

    /// <summary>Wakes the ticket at each instant it asks for, as the clock does, up to an instant.</summary>
    public Case Pass(DateTimeOffset until)
    {
        while (Ticket.NextWake is { } wake && wake <= until)
            Assert.NotEmpty(Wake(wake));
        return this;
    }

    public IReadOnlyList<TicketEvent> Take(Decision decision)
    {
        var events = decision.Events.Select(each => (TicketEvent)Kinds.Read(Kinds.KindOf(each), EventKinds.Write(each))!).ToList();
        foreach (var each in events)
        {
            var next = Ticket.Apply(each);
            var stored = Snapshot(next);
            Ticket = JsonSerializer.Deserialize<Ticket>(stored, DispatchJson.Stored)!;
            Assert.Equal(Encoding.UTF8.GetString(stored), Encoding.UTF8.GetString(Snapshot(Ticket)));
        }
        history.AddRange(events);
        return events;
    }

    /// <summary>A step of a desk, done.</summary>
    public IReadOnlyList<TicketEvent> Complete(string step, string? outcome, DateTimeOffset at, params (string Field, string Value)[] data) =>
        Tell(new CompleteStep(Open(step), outcome, null) { Data = Data(data) }, at);

    public static Dispatch.Fields.FieldValues Data(params (string Field, string Value)[] data) =>
        data.Aggregate(Dispatch.Fields.FieldValues.Empty, (values, pair) => values.With(pair.Field, Dispatch.Fields.FieldValue.Of(pair.Value)));

    /// <summary>A repair that needs an engineer on site.</summary>
    public static Case NeedingVisit()
    {
        var repair = Of(World.Repair);
        repair.Complete("triage", "visit", World.Nine);
        repair.Complete("agree-time-only", null, World.Nine);
        return repair;
    }

    /// <summary>A repair that is booked with an engineer for ten o'clock, to be accepted by 09:20.</summary>
    public static Case Booked(string engineer = "wang")
    {
        var repair = NeedingVisit();
        repair.Tell(new RecordBooking("w1", World.BookingOf(repair.Visit, engineer, World.Nine.AddHours(1), World.Nine.AddMinutes(20))), World.Nine);
        return repair;
    }

    public static byte[] Snapshot(Ticket ticket) => JsonSerializer.SerializeToUtf8Bytes(ticket, DispatchJson.Stored);
}
