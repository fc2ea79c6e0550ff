using Dispatch.Api.CommandLine.Import;
using Dispatch.Silo.Lists;
using Spectre.Console;

namespace Dispatch.Api.CommandLine.Replay;

/// <summary>What came of a replay, counted where everybody else counts: in the list of tickets.</summary>
internal static class ReplayReport
{
    /// <summary>Says it.</summary>
    public static async Task Say(Operator person, ReplayPlan plan, ReplayTally tally, ITicketList tickets)
    {
        FaultLines.Say(person, [.. plan.Faults.Concat(tally.Faults).OrderBy(fault => fault.Line)]);
        var counts = await tickets.Count(new(), [TicketGroup.Status, TicketGroup.Breached]);
        var breached = counts.Where(count => count.Keys[1] is "true" or "1").Sum(count => count.Count);
        var table = new Table().Border(TableBorder.Simple).HideHeaders().AddColumn("").AddColumn(new TableColumn("").RightAligned());
        Row("回放的工单", "Tickets to replay", tally.Total);
        Row("已进入", "Came in", tally.Posted);
        Row("之前已在", "In since an earlier run", tally.Before);
        Row("重复", "Duplicates", tally.Repeated);
        Row("拒绝", "Refused", tally.Refused + plan.RefusedRows);
        Row("重发的请求", "Requests sent again", tally.Retries);
        Row("未结", "Open now", Of("new", "open", "pending"));
        Row("已解决", "Resolved", Of("resolved", "closed"));
        Row("曾超时", "Breached a target", breached);
        person.Console.Write(table);

        long Of(params string[] statuses) => counts.Where(count => statuses.Contains(count.Keys[0])).Sum(count => count.Count);
        void Row(string zh, string en, long count) => table.AddRow(Markup.Escape(person.Text(zh, en)), Operator.Number(count));
    }
}
