using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Conditions;
using Dispatch.Fields;

namespace Dispatch.Api.Tickets;

/// <summary>Views of the ticket list that come with Dispatch: conditions under a name, in which the caller and the present moment are filled in.</summary>
public static class TicketViews
{
    /// <summary>How near a deadline is due soon.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromHours(1);

    private static readonly Condition Unfinished = Condition.Test(TicketFields.Status, ConditionOperator.In, new[] { "new", "open", "pending" });

    /// <summary>Every view, in the order in which consoles offer them.</summary>
    public static IReadOnlyList<TicketView> All { get; } =
    [
        new("mine", new("我的", "Mine"), (caller, _) => caller.SeesWholeOrg
            ? Condition.Test(TicketFields.Assignee, ConditionOperator.Eq, caller.Id)
            : Condition.Test(TicketFields.Engineer, ConditionOperator.Eq, caller.Engineer ?? "")),
        new("my-team", new("我的班组", "My team"), (caller, _) => Condition.Test(TicketFields.Team, ConditionOperator.Eq, caller.Team ?? "")),
        new("unassigned", new("无人处理", "Unassigned"), (_, _) => Condition.Test(TicketFields.Assignee, ConditionOperator.Empty)),
        new("due-soon", new("即将到期", "Due soon"), (_, now) => Condition.All(
            Condition.Test(TicketFields.DueAt, ConditionOperator.Ge, now), Condition.Test(TicketFields.DueAt, ConditionOperator.Lt, now + Soon))),
        new("breached", new("已超时", "Breached"), (_, _) => Condition.Test(TicketFields.Breached, ConditionOperator.Eq, true)),
    ];

    /// <summary>A view by id, or null.</summary>
    public static TicketView? Find(string id) => All.FirstOrDefault(view => view.Id == id);

    /// <summary>What a view shows a caller now: unfinished tickets that meet its condition.</summary>
    public static CompiledCondition Of(TicketView view, Caller caller, DateTimeOffset now) =>
        Condition.All(Unfinished, view.When(caller, now)).Compile(FieldCatalogue.BuiltIn).Required();
}

/// <summary>One view of the ticket list.</summary>
/// <param name="Id">What to send as <c>view</c>.</param>
/// <param name="When">Its condition for a caller at an instant.</param>
public sealed record TicketView(string Id, LocalText Name, Func<Caller, DateTimeOffset, Condition> When);
