using System.Text.Json;
using Dispatch.Api.Access;
using Dispatch.Api.Customers;
using Dispatch.Api.Files;
using Dispatch.Api.Problems;
using Dispatch.Api.World;
using Dispatch.Fields;
using Dispatch.Flows;
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Sla;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets;

/// <summary>Makes the full view of a ticket for one reader.</summary>
public sealed class TicketDetails(
    IJournal journal, TicketRulesSource rules, Names names, ClockViews clocks, FileCatalogue files, CustomerCases cases, Arrivals arrivals, AppointmentOffers offers)
{
    /// <summary>The ticket as the caller may see it.</summary>
    public async Task<TicketDetail> Of(Snapshot<Ticket> snapshot, Caller caller, CancellationToken cancellationToken)
    {
        var whole = await Whole(snapshot, caller, cancellationToken);
        return caller.Ticket is null ? whole : CustomerView.Of(whole);
    }

    private async Task<TicketDetail> Whole(Snapshot<Ticket> snapshot, Caller caller, CancellationToken cancellationToken)
    {
        var (ticket, facts) = (snapshot.State, snapshot.State.Facts!);
        var texts = await Texts(ticket, cancellationToken);
        var contact = TicketPlaces.ContactOf(ticket, texts);
        return new TicketDetail(Item(ticket, snapshot.Version))
        {
            Org = ticket.Org,
            KindName = names.CaseType(ticket.CaseType, facts.Kind),
            Description = Text(texts, facts.Description),
            Erased = IsErased(texts, facts.Description) || IsErased(texts, facts.Contact) || IsErased(texts, ticket.Address),
            Contact = contact?.Contact,
            CustomerName = contact?.Customer?.Name,
            CustomerTier = facts.CustomerTier,
            Serial = facts.Serial,
            Data = DataOf(ticket, texts.GetValueOrDefault(OpenTicketMaker.ErasableDataId(ticket.Id)), forCustomer: caller.Ticket is not null),
            Files = await FilesOf(facts, cancellationToken),
            Skills = ticket.Routing is { } routed ? routed.Skills : [],
            Routing = ticket.Routing is { } why ? RoutingView.Of(why) : null,
            Flow = ticket.CaseType is { } version
                ? new(version.Id, version.Version, !ticket.IsOpen) { Resolution = ticket.Resolution }
                : null,
            Steps = [.. ticket.Steps.Select(step => View(ticket, step))],
            WorkOrders = await Orders(ticket, cancellationToken),
            Sla = clocks.Of(ticket),
            Watchers = ticket.Watchers,
            AwaitsCustomer = AwaitsCustomer(ticket),
            TimeZone = ticket.WorkOrders.IsEmpty ? null : offers.ZoneOf(ticket),
            HeldFor = ticket.HeldFor,
            HeldUntil = ticket.HeldUntil,
            MergedInto = ticket.MergedInto,
            DuplicateOf = await cases.RepeatedBy(ticket, caller, cancellationToken),
            Allowed = AllowedCommands.Of(ticket, caller),
        };
    }

    /// <summary>A ticket as lists show it, from its state.</summary>
    private static TicketListItem Item(Ticket ticket, long version) => TicketListItem.Of(TicketRows.Of(ticket, version));

    private async Task<IReadOnlyDictionary<string, string>> Texts(Ticket ticket, CancellationToken cancellationToken)
    {
        var facts = ticket.Facts!;
        string[] ids =
            [.. new[] { facts.Description, facts.Contact, ticket.Address }.OfType<ContentRef>().Select(text => text.Id), OpenTicketMaker.ErasableDataId(ticket.Id)];
        return (await journal.ReadContent(ids, cancellationToken)).ToDictionary(text => text.Id, text => text.Text, StringComparer.Ordinal);
    }

    private async Task<IReadOnlyList<FileView>> FilesOf(OpenTicket facts, CancellationToken cancellationToken)
    {
        var views = new List<FileView>();
        foreach (var id in facts.Files)
        {
            if (await files.Find(id, cancellationToken) is { } card)
                views.Add(await files.View(card, cancellationToken));
        }
        return views;
    }

    private async Task<IReadOnlyList<WorkOrderView>> Orders(Ticket ticket, CancellationToken cancellationToken)
    {
        var views = new List<WorkOrderView>();
        foreach (var order in ticket.WorkOrders)
            views.Add(View(order) with { Estimate = await arrivals.Of(order, cancellationToken) });
        return views;
    }

    private StepView View(Ticket ticket, TicketStep step)
    {
        var work = step is { IsOpen: true, IsTask: false } ? names.StepOf(ticket.CaseType, step.Step) as WorkStep : null;
        return new(step.Instance, step.Step, step.Name ?? names.Step(ticket.CaseType, step.Step), step.Kind, step.State, step.OpenedAt)
        {
            Team = step.Team,
            Assignee = step.Assignee,
            DueAt = step.DueAt,
            Outcomes = work is { Outcomes.Count: > 0 } ? [.. work.Outcomes.Select(outcome => new OutcomeView(outcome.Id, outcome.Name))] : null,
            Form = work is { Form.Count: > 0 } ? [.. work.Form.Select(field => View(ticket, field))] : null,
            WorkOrder = ticket.WorkOrders.LastOrDefault(order => order.Step == step.Instance)?.Id,
        };
    }

    /// <summary>Whether it is held for the customer, or its flow waits for nobody else.</summary>
    private bool AwaitsCustomer(Ticket ticket)
    {
        if (ticket.Status is TicketStatus.Pending)
            return ticket.HeldFor == HoldReasons.AwaitingCustomer;
        var open = ticket.Steps.Where(step => step is { IsOpen: true, IsTask: false }).ToList();
        return ticket.IsOpen && open is not [] && open.TrueForAll(step => names.StepOf(ticket.CaseType, step.Step) is WaitStep { For: WaitForCustomer });
    }

    private FieldCatalogue? CatalogueOf(Ticket ticket) => ticket.CaseType is { } version
        ? rules.Current.Configuration.Exact(CaseTypes.Kind, version.Id, version.Version)?.Value.Fields
        : null;

    private FormFieldView View(Ticket ticket, FormField field)
    {
        var definition = CatalogueOf(ticket)?.Find(field.Field);
        return new(Short(field.Field), definition?.Label ?? new(field.Field, field.Field), definition?.Type.JsonName() ?? "text", field.Required)
        {
            Options = definition is { Options.Count: > 0 } ? [.. definition.Options.Select(option => new OutcomeView(option.Id, option.Label))] : null,
        };
    }

    private WorkOrderView View(WorkOrder order) => new(
        order.Id, order.Step, order.State, [.. order.Parts.Select(part => new PartView(part.Part, part.Quantity) { Warehouse = order.Booking?.Warehouse })])
    {
        Engineer = order.Booking?.Engineer,
        EngineerName = order.Booking is { } booked ? names.Person(booked.Engineer) : null,
        Window = order.Window is { } window ? new(window.From, window.Until) : null,
        Arrival = order.Booking?.Start,
        End = order.Booking?.End,
        AcceptBy = order.State is WorkOrderState.Booked ? order.Booking?.AcceptBy : null,
        Unassigned = order.Misfits.IsEmpty ? null : new(order.Since, [.. order.Misfits.Select(View)]),
    };

    private static MisfitView View(Misfit misfit)
    {
        var problem = Problem.Of(misfit.Reason);
        return new(misfit.Who, problem.Code, problem.Words());
    }

    /// <summary>Kept and erasable fields together, by their short names; for a customer those alone that the catalogue lets him read.</summary>
    private SortedDictionary<string, object?> DataOf(Ticket ticket, string? erasable, bool forCustomer)
    {
        var values = erasable is null ? ticket.Data : ticket.Data.With(JsonSerializer.Deserialize<FieldValues>(erasable, DispatchJson.Stored)!);
        var catalogue = forCustomer ? CatalogueOf(ticket) : null;
        var data = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (id, value) in values.Items)
        {
            if (!forCustomer || catalogue?.Find(id)?.MayRead("customer") is true)
                data[Short(id)] = Plain(value);
        }
        return data;
    }

    private static object? Plain(FieldValue value)
    {
        if (value.TryWhole(FieldValueKind.Boolean, out var yes))
            return yes is not 0;
        if (value.TryWhole(FieldValueKind.Integer, out var whole))
            return whole;
        if (value.TryNumber(out var number))
            return number;
        if (value.TryTexts(out var texts))
            return texts;
        return value.TryPlace(out var place) ? place : value.ToString();
    }

    private static string Short(string field) =>
        field.StartsWith(FieldCatalogue.DataPrefix, StringComparison.Ordinal) ? field[FieldCatalogue.DataPrefix.Length..] : field;

    private static bool IsErased(IReadOnlyDictionary<string, string> texts, ContentRef? reference) => reference is not null && !texts.ContainsKey(reference.Id);

    private static string? Text(IReadOnlyDictionary<string, string> texts, ContentRef? reference) =>
        reference is null ? null : texts.GetValueOrDefault(reference.Id);
}
