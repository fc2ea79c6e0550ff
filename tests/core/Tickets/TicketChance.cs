using Dispatch.Fields;
using Dispatch.Flows;
using Dispatch.Planning;
using Dispatch.Tests.Core.Sla;
using Dispatch.Tickets;

namespace Dispatch.Tests.Core.Tickets;

/// <summary>What chance asks of a ticket: mostly what fits how it stands, sometimes what does not.</summary>
internal static class TicketChance
{
    private static readonly string[] People = ["li", "chen", "wang"];
    private static readonly string[] Engineers = ["wang", "zhao", "sun"];
    private static readonly string[] Reasons = ["awaiting-customer", "awaiting-parcel", "awaiting-supplier", "other"];
    private static readonly string[] Tiers = ["standard", "gold", FullPolicy.Tier];
    private static readonly string[] Signals = ["parts-received", "parcel-received"];

    /// <summary>A ticket of any shipped case type and tier, that came in some time in the first half of 2026.</summary>
    public static (OpenTicket Open, DateTimeOffset At) Opening(Random random)
    {
        var kind = ShippedCaseTypes.All[random.Next(ShippedCaseTypes.All.Count)].Id;
        var open = new OpenTicket("D-1000001", "acme/east", kind, "web")
        {
            Customer = random.Next(2) is 0 ? "c1" : null,
            CustomerTier = Any(Tiers, random),
            Amount = new(random.NextInt64(2_000_000), "CNY"),
            Priority = random.Next(2) is 0 ? (Priority)random.Next(4) : null,
            Description = World.Text("description"),
            Parts = [.. Enumerable.Range(1, random.Next(5)).Select(each => new PartNeed($"compressor-belt-{each}", each))],
            Files = [.. Enumerable.Range(0, random.Next(11)).Select(each => $"{each:x64}")],
        };
        return (open, Times.China("2026-01-01 00:00").AddMinutes(random.Next(180 * 24 * 60)));
    }

    /// <summary>How long nothing happens: often not at all, often until just before, at or after what the ticket waits for, sometimes for days.</summary>
    public static DateTimeOffset Later(Ticket ticket, DateTimeOffset now, Random random)
    {
        if (random.Next(4) is 0 && ticket.NextWake?.AddMilliseconds(random.Next(-1, 2)) is { } wake && wake > now)
            return wake;
        return now + random.Next(5) switch
        {
            0 => TimeSpan.Zero,
            1 => TimeSpan.FromMilliseconds(random.Next(1, 1000)),
            2 or 3 => TimeSpan.FromMinutes(random.Next(1, 120)),
            _ => TimeSpan.FromHours(random.Next(1, 100)),
        };
    }

    /// <summary>A command, or null when only time passes.</summary>
    public static TicketCommand? Command(Ticket ticket, DateTimeOffset now, Random random) =>
        random.Next(5) < 2 && Next(ticket, now, random) is { } next ? next : Anything(ticket, now, random);

    /// <summary>What brings the case on, or null.</summary>
    private static TicketCommand? Next(Ticket ticket, DateTimeOffset now, Random random) => ticket.WorkOrders.FirstOrDefault(order => order.IsOpen) switch
    {
        { State: WorkOrderState.Seeking } order => Answer(order, now, random),
        { State: WorkOrderState.Unassigned } order => new RetryBooking(order.Id),
        { State: WorkOrderState.Booked, Pinned: false } order when random.Next(4) is 0 => new PinVisit(order.Id, true),
        { State: WorkOrderState.Booked } order => new AcceptVisit(order.Id, order.Booking!.Engineer),
        { State: WorkOrderState.Accepted } order => new Depart(order.Id, order.Booking!.Engineer),
        { State: WorkOrderState.Departed } order => new Arrive(order.Id, order.Booking!.Engineer),
        { State: WorkOrderState.Arrived } order => Complete(order, order.Booking!.Engineer, random),
        _ => ticket.Steps.FirstOrDefault(step => step is { IsOpen: true, Kind: StepKind.Team }) is { } step ? Complete(step, random) : null,
    };

    private static TicketCommand? Anything(Ticket ticket, DateTimeOffset now, Random random)
    {
        var step = Step(ticket, random);
        var order = ticket.WorkOrders.IsEmpty || random.Next(10) is 0 ? null : ticket.WorkOrders[random.Next(ticket.WorkOrders.Length)];
        var visit = order?.Id ?? "w9";
        var engineer = random.Next(6) is 0 ? Any(Engineers, random) : order?.Booking?.Engineer ?? Any(Engineers, random);
        return random.Next(38) switch
        {
            0 => new AcceptAssignment(step?.Instance ?? "s99", random.Next(5) is 0 ? "finance" : step?.Team ?? "service", Any(People, random)),
            1 => new AssignStep(step?.Instance, Any(People, random), Forced: random.Next(2) is 0),
            2 => new TransferStep(step?.Instance, Any(World.Teams, random), null),
            3 or 4 or 5 or 6 => Complete(step, random),
            7 => new Reply(World.Text($"text-{random.Next()}"), FromCustomer: random.Next(2) is 0),
            8 => new AddNote(World.Text($"text-{random.Next()}")),
            9 or 10 => new HoldTicket(Any(Reasons, random), null, random.Next(2) is 0 ? now.AddMinutes(random.Next(-10, 3000)) : null),
            11 or 12 => new ResumeTicket(),
            13 => random.Next(4) is 0 ? new ResolveTicket("solved-by-phone", null) : new ReopenTicket(null),
            14 => new ReopenTicket(World.Text()),
            15 => random.Next(3) is 0 ? new CloseTicket() : new SignalTicket(Any(Signals, random)),
            16 => random.Next(8) switch
            {
                0 => new CancelTicket(null),
                1 => new MergeTicket($"t{random.Next(1, 4)}"),
                _ => new AbsorbTicket($"t{random.Next(2, 40)}"),
            },
            17 => new ChangePriority((Priority)random.Next(4), null),
            18 or 19 => new AwaitLead(ticket.LeadCalled ?? random.Next(1, 4), "service"),
            20 => new BookVisit(visit, random.Next(2) is 0 ? Any(Engineers, random) : null),
            21 or 22 => order is null ? new RetryBooking(visit) : Answer(order, now, random),
            23 => random.Next(3) is 0 ? new DeclineVisit(visit, engineer, null) : new AcceptVisit(visit, engineer),
            24 => new Depart(visit, engineer),
            25 => new Arrive(visit, engineer),
            28 => new WatchTicket(Any(People, random)),
            29 => new UnwatchTicket(Any(People, random)),
            30 => new AcknowledgeEscalation(ticket.Sla.Clocks.Where(clock => clock.Level > 0).Select(clock => clock.Key).FirstOrDefault()),
            31 => new ReviewPolicy(Any(Tiers, random)),
            32 or 33 => new MoveVisit(visit, Any(Engineers, random), new(2026, 3, 2), now.AddMinutes(random.Next(10, 500)), now.AddMinutes(5)),
            34 => Choose(order, visit, now, random),
            35 => new PinVisit(visit, random.Next(3) > 0),
            36 or 37 => Move(ticket, random),
            26 or 27 => order is null ? new BookVisit(visit, null) : Complete(order, engineer, random),
            _ => null,
        };
    }

    private static CompleteStep Complete(TicketStep? step, Random random) =>
        new(step?.Instance, step is null ? null : Outcome(step.Step, random), null) { Data = AnyData(random) };

    private static CompleteVisit Complete(WorkOrder order, string engineer, Random random) =>
        new(order.Id, engineer, null, Outcome("visit", random)) { UsedParts = [new PartNeed("fan", 1)], Data = AnyData(random) };

    private static TicketCommand Answer(WorkOrder order, DateTimeOffset now, Random random) => random.Next(6) switch
    {
        0 => new RecordMisfits(order.Id, order.Attempt, [.. Engineers.Select(each => new Misfit(each, Rejection.Of(RejectionCode.WorkOrderNotYours)))]),
        1 => new LoseVisit(order.Id, order.Attempt),
        2 => new RetryBooking(order.Id),
        _ => new RecordBooking(order.Id, World.BookingOf(order, Any(Engineers, random), now.AddHours(2), now.AddMinutes(random.Next(1, 60)))),
    };

    /// <summary>A window with a place held inside it, as the ticket's grain asks for once it has one.</summary>
    private static ChooseAppointment Choose(WorkOrder? order, string visit, DateTimeOffset now, Random random)
    {
        var from = now.AddMinutes(random.Next(10, 500));
        var attempt = (order ?? new(visit, "s1")) with { Attempt = (order?.Attempt ?? 0) + 1 };
        return new(visit, new(from, from.AddHours(2)), World.BookingOf(attempt, Any(Engineers, random), from.AddMinutes(random.Next(0, 120)), now.AddMinutes(5)));
    }

    /// <summary>Another place, or the same with another address, zone or time zone, or nothing new at all.</summary>
    private static SetPlace Move(Ticket ticket, Random random) => new(
        random.Next(3) > 0 || ticket.Facts?.Place is not { } place ? new(121.4 + random.Next(3) / 10.0, 31.2) : place, Any(["east", "west", null], random),
        random.Next(2) is 0 ? World.Text($"address-{random.Next(3)}") : null, random.Next(4) is 0 ? "Asia/Tokyo" : null);

    private static TicketStep? Step(Ticket ticket, Random random)
    {
        var steps = ticket.Steps.Where(step => step.IsOpen || random.Next(8) is 0).ToList();
        return steps.Count is 0 ? null : steps[random.Next(steps.Count)];
    }

    private static string? Outcome(string step, Random random)
    {
        var outcomes = World.Configuration.AllCurrent(CaseTypes.Kind).SelectMany(type => type.Value.Flow.Definition.Steps).OfType<WorkStep>()
            .Where(work => work.Id == step).SelectMany(work => work.OutcomeIds()).Distinct().Order(StringComparer.Ordinal).ToList();
        return outcomes.Count is 0 || random.Next(20) is 0 ? null : outcomes[random.Next(outcomes.Count)];
    }

    // What the shipped flows ask for, mostly filled in.
    private static FieldValues AnyData(Random random) => random.Next(6) is 0
        ? FieldValues.Empty
        : Case.Data(("data.condition", "intact"), ("data.liable", random.Next(3) is 0 ? "customer" : "carrier"), ("data.workDone", new('修', random.Next(1, 1000))))
            .With("data.partsNeeded", random.Next(3) is 0 ? FieldValue.Of(["fan", "pump"]) : FieldValue.None);

    private static T Any<T>(T[] of, Random random) => of[random.Next(of.Length)];
}
