using Dispatch.Api.Tickets;
using Dispatch.Fields;
using Dispatch.Flows;
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Tickets;

namespace Dispatch.Api.Demo.Stream;

/// <summary>What somebody of the demo company does next about a ticket.</summary>
public sealed class DemoMoves(TicketRulesSource rules, IdSource ids)
{
    /// <summary>A move: who makes it, the command, and its texts.</summary>
    public sealed record Move(string Person, TicketCommand Command, IReadOnlyList<Content> Texts);

    /// <summary>The next move, or null when nobody can do anything now.</summary>
    public Move? Next(Ticket ticket, Random random)
    {
        if (ticket.Status is TicketStatus.Pending)
            return FromCustomer(ticket);
        if (ticket.WorkOrders.FirstOrDefault(order => order is { IsOpen: true, Booking: not null }) is { } visit)
            return OnSite(ticket, visit, random);
        if (ticket.Steps.FirstOrDefault(step => step.State is StepState.Active) is { Assignee: { } person } step)
            return AtDesk(ticket, step, person, random);
        // What waits for the customer hears from him now and then.
        return ticket.Steps.Any(step => step is { IsOpen: true, Kind: StepKind.Wait }) && random.Next(3) is 0 ? FromCustomer(ticket) : null;
    }

    /// <summary>What the person who has a step does about it: answers first, mostly, and then finishes it.</summary>
    /// <param name="forgetsOneIn">Of so many tickets one is finished without an answer.</param>
    public Move? AtDesk(Ticket ticket, TicketStep step, string person, Random random, int forgetsOneIn = 3) =>
        ticket.RespondedAt is null && random.Next(forgetsOneIn) > 0 ? Answer(ticket, person) : Finish(ticket, step, person, random);

    private Move Answer(Ticket ticket, string person)
    {
        var texts = new TicketTexts(ids, ticket.Facts!.Customer);
        return new(person, new Reply(texts.Keep("reply", "您好，已收到您的反馈，正在为您处理。")!, FromCustomer: false), texts.All);
    }

    /// <summary>The customer sends what he was asked for.</summary>
    public Move FromCustomer(Ticket ticket)
    {
        var texts = new TicketTexts(ids, ticket.Facts!.Customer);
        return new("customer", new Reply(texts.Keep("reply", "资料已补充，请查收。")!, FromCustomer: true), texts.All);
    }

    private Move? Finish(Ticket ticket, TicketStep step, string person, Random random) =>
        Definition(ticket, step) is { } definition
            ? new(person, new CompleteStep(step.Instance, Outcome(ticket, definition, random), null) { Data = Form(ticket, definition) }, [])
            : null;

    /// <summary>What the engineer of a booked visit does next.</summary>
    public Move? OnSite(Ticket ticket, WorkOrder order, Random random)
    {
        var engineer = order.Booking!.Engineer;
        TicketCommand? command = order.State switch
        {
            WorkOrderState.Booked => random.Next(10) is 0 ? new DeclineVisit(order.Id, engineer, null) : new AcceptVisit(order.Id, engineer),
            WorkOrderState.Accepted => new Depart(order.Id, engineer),
            WorkOrderState.Departed => new Arrive(order.Id, engineer),
            WorkOrderState.Arrived when ticket.StepOf(order.Step) is { } step && Definition(ticket, step) is { } definition =>
                new CompleteVisit(order.Id, engineer, null, Outcome(ticket, definition, random)) { UsedParts = order.Parts, Data = Form(ticket, definition) },
            _ => null,
        };
        return command is null ? null : new(engineer, command, []);
    }

    /// <summary>The first outcome is the usual one. Nobody is sent out to a place that nobody knows.</summary>
    private string? Outcome(Ticket ticket, WorkStep step, Random random)
    {
        var open = ticket.Facts!.Zone is null && CaseType(ticket) is { } type
            ? step.Outcomes.Where(outcome => !LeadsOnSite(type.Flow, outcome.Next, [step.Id])).ToList()
            : [];
        var outcomes = open.Count > 0 ? open : step.Outcomes;
        return outcomes.Count is 0 ? null : outcomes[random.Next(4) > 0 ? 0 : random.Next(outcomes.Count)].Id;
    }

    private static bool LeadsOnSite(Flow flow, string step, HashSet<string> seen) =>
        seen.Add(step) && (flow[step] is VisitStep || flow[step].Exits().Any(exit => LeadsOnSite(flow, exit.Target, seen)));

    private FieldValues Form(Ticket ticket, WorkStep step)
    {
        var fields = CaseType(ticket)!.Fields;
        return step.Form.Where(entry => entry.Required).Aggregate(FieldValues.Empty, (values, entry) => fields.Find(entry.Field) is { } field
            ? values.With(entry.Field, ValueFor(field))
            : values);
    }

    private static FieldValue ValueFor(FieldDefinition field) => field.Type switch
    {
        FieldType.Choice => FieldValue.Of(field.Options[0].Id),
        FieldType.Boolean => FieldValue.Of(true),
        FieldType.Integer or FieldType.Money => FieldValue.Of(1L),
        FieldType.Number => FieldValue.Of(1d),
        FieldType.TextSet => FieldValue.Of(["fan-motor"]),
        _ => FieldValue.Of("已处理"),
    };

    private WorkStep? Definition(Ticket ticket, TicketStep step) => CaseType(ticket)?.Flow[step.Step] as WorkStep;

    private CaseType? CaseType(Ticket ticket) => ticket.CaseType is { } version
        ? rules.Current.Configuration.Exact(CaseTypes.Kind, version.Id, version.Version)?.Value
        : null;
}
