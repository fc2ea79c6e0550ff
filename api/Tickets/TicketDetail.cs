using Dispatch.Api.Files;
using Dispatch.Api.World;
using Dispatch.Conditions;
using Dispatch.Flows;
using Dispatch.Planning;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets;

/// <summary>A ticket in full. Its customer is told nothing of teams, steps, clocks, routing and other tickets: such members are absent, empty, false or 0.</summary>
public sealed record TicketDetail : TicketListItem
{
    /// <summary>A ticket in full from its list item.</summary>
    public TicketDetail(TicketListItem item) : base(item)
    {
    }

    /// <summary>Org path that owns it.</summary>
    public required string Org { get; init; }

    /// <summary>What its kind is called; the kind itself where it has no name.</summary>
    public required LocalText KindName { get; init; }

    /// <summary>What is wrong, in the customer's words; absent when erased.</summary>
    public string? Description { get; init; }

    /// <summary>Whether what the customer said or whom to reach was erased.</summary>
    public bool Erased { get; init; }

    /// <summary>Whom to reach; absent when erased.</summary>
    public ContactInput? Contact { get; init; }

    /// <summary>What the customer is called; absent when unknown or erased.</summary>
    public string? CustomerName { get; init; }

    /// <summary>Tier of the customer when the ticket came in.</summary>
    public string? CustomerTier { get; init; }

    /// <summary>Serial number of the item.</summary>
    public string? Serial { get; init; }

    /// <summary>Fields of the case type by name.</summary>
    public required IReadOnlyDictionary<string, object?> Data { get; init; }

    /// <summary>Files that came with it.</summary>
    public required IReadOnlyList<FileView> Files { get; init; }

    /// <summary>Skills that routing asked for.</summary>
    public required IReadOnlyList<Skill> Skills { get; init; }

    /// <summary>Why it was routed as it was.</summary>
    public RoutingView? Routing { get; init; }

    /// <summary>The flow it runs through.</summary>
    public FlowView? Flow { get; init; }

    /// <summary>Steps that were opened, oldest first.</summary>
    public required IReadOnlyList<StepView> Steps { get; init; }

    /// <summary>Visits, oldest first.</summary>
    public required IReadOnlyList<WorkOrderView> WorkOrders { get; init; }

    /// <summary>SLA clocks.</summary>
    public required IReadOnlyList<ClockView> Sla { get; init; }

    /// <summary>People who follow it.</summary>
    public required IReadOnlyList<string> Watchers { get; init; }

    /// <summary>Whether nothing goes on until the customer says something.</summary>
    public required bool AwaitsCustomer { get; init; }

    /// <summary>IANA time zone of the site, by whose wall clock visits are told; absent without visits, or where nobody knows it.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Code of the reason for which it is held.</summary>
    public string? HeldFor { get; init; }

    /// <summary>When a hold ends by itself.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>Ticket under which it goes on.</summary>
    public string? MergedInto { get; init; }

    /// <summary>Open ticket that it looks like.</summary>
    public string? DuplicateOf { get; init; }

    /// <summary>Commands that the reader may issue now.</summary>
    public required IReadOnlyList<string> Allowed { get; init; }
}

/// <summary>Why a ticket was routed as it was.</summary>
/// <param name="Rule">Id of the rule; the first that matched.</param>
/// <param name="Version">Version of the rules.</param>
public sealed record RoutingView(string Rule, int Version, IReadOnlyList<RoutingReasonView> Because)
{
    /// <summary>The view of a routing.</summary>
    public static RoutingView Of(TicketRouted routed) => new(
        routed.Rule, routed.Rules.Version, [.. routed.Because.Where(reason => reason.Matched).Select(RoutingReasonView.Of)]);
}

/// <summary>A test that held.</summary>
/// <param name="Value">What the rule asks for.</param>
/// <param name="Actual">What the ticket had.</param>
public sealed record RoutingReasonView(string Field, string Op, string? Value, string? Actual)
{
    /// <summary>The view of a reason.</summary>
    public static RoutingReasonView Of(ConditionReason reason) => new(reason.Field, reason.Op, reason.Wanted, reason.Actual);
}

/// <summary>The flow a ticket runs through.</summary>
public sealed record FlowView(string CaseType, int Version, bool Ended)
{
    /// <summary>How it was resolved.</summary>
    public string? Resolution { get; init; }
}

/// <summary>A step that was opened.</summary>
/// <param name="Instance">Id within the ticket.</param>
/// <param name="Step">Id in the flow.</param>
/// <param name="Kind">team, visit or wait.</param>
public sealed record StepView(string Instance, string Step, LocalText Name, StepKind Kind, StepState State, DateTimeOffset OpenedAt)
{
    /// <summary>Team whose step it is.</summary>
    public string? Team { get; init; }

    /// <summary>Person who works on it.</summary>
    public string? Assignee { get; init; }

    /// <summary>When its limit passes.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Ways to complete it; absent when it is not open.</summary>
    public IReadOnlyList<OutcomeView>? Outcomes { get; init; }

    /// <summary>Fields to fill in on completion; absent when it is not open.</summary>
    public IReadOnlyList<FormFieldView>? Form { get; init; }

    /// <summary>Visit that serves it.</summary>
    public string? WorkOrder { get; init; }
}

/// <summary>One way to complete a step.</summary>
public sealed record OutcomeView(string Id, LocalText Label);

/// <summary>A field of a step's form.</summary>
public sealed record FormFieldView(string Field, LocalText Label, string Type, bool Required)
{
    /// <summary>Values to choose from.</summary>
    public IReadOnlyList<OutcomeView>? Options { get; init; }
}

/// <summary>A visit on site.</summary>
/// <param name="State">seeking, unassigned, booked, accepted, departed, arrived, done or cancelled.</param>
public sealed record WorkOrderView(string Id, string Step, WorkOrderState State, IReadOnlyList<PartView> Parts)
{
    /// <summary>Engineer who is booked.</summary>
    public string? Engineer { get; init; }

    /// <summary>What he is called.</summary>
    public LocalText? EngineerName { get; init; }

    /// <summary>When the visit must begin.</summary>
    public WindowInput? Window { get; init; }

    /// <summary>Begin on site.</summary>
    public DateTimeOffset? Arrival { get; init; }

    /// <summary>End on site.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>When the engineer will probably be there, as his day goes; absent while nobody is booked and once he was there.</summary>
    public ArrivalView? Estimate { get; init; }

    /// <summary>By when the engineer has to accept.</summary>
    public DateTimeOffset? AcceptBy { get; init; }

    /// <summary>Why nobody fits.</summary>
    public UnassignedView? Unassigned { get; init; }
}

/// <summary>Parts of a visit.</summary>
public sealed record PartView(string Part, int Quantity)
{
    /// <summary>Where they are held.</summary>
    public string? Warehouse { get; init; }
}

/// <summary>Why nobody fits a visit.</summary>
public sealed record UnassignedView(DateTimeOffset At, IReadOnlyList<MisfitView> Reasons);

/// <summary>The constraint that failed for one candidate.</summary>
/// <param name="Engineer">Engineer, or warehouse, that cannot serve it.</param>
public sealed record MisfitView(string Engineer, string Code, LocalText Text);
