using Dispatch.Silo.Consistency;

namespace Dispatch.Api.CommandLine.Diagnosis;

/// <summary>Examines the journal and everything that hangs on it, and puts what was found into words and remedies.</summary>
public static class JournalExamination
{
    private const int Named = 5;

    /// <summary>More entities than this are examined only when asked to: it takes minutes.</summary>
    public const long ManyEntities = 100_000;

    private static readonly LocalText FromOutside = new("有人在程序之外改动了数据，或程序有误。请保留一份副本，从备份恢复，并报告此问题。", "Data was changed from outside, or the program erred. Keep a copy, restore a backup, and report this.");

    private static readonly LocalText TellAgain = new(
        "启动服务等待一分钟再检查；仍在的话，请在该工单上重新指派或重新预约，并报告此问题。", "Start the service, wait a minute and examine again; if it stays, assign or book that ticket anew, and report this.");

    private static readonly Dictionary<string, LocalText> Names = new(StringComparer.Ordinal)
    {
        ["sequence"] = new("日志连续性", "Journal without gaps"),
        ["snapshots"] = new("快照等于事件之和", "Snapshots equal folded events"),
        ["wake-ups"] = new("到期的唤醒", "Wake-ups"),
        ["ticket rows"] = new("列表、队列与工单", "Lists and queues against tickets"),
        ["keys"] = new("防重键", "Idempotency keys"),
        ["teams"] = new("坐席手中的步骤", "Steps in people's hands"),
        ["engineers"] = new("工程师的预留", "Holds on engineers"),
        ["stock"] = new("备件的预留", "Holds on parts"),
    };

    /// <summary>Examines every entity in one pass.</summary>
    /// <param name="seen">Told after each entity how many there were.</param>
    public static async Task<IReadOnlyList<(LocalText Name, IReadOnlyList<Finding> Findings)>> Run(
        Patient patient, Action<long> seen, CancellationToken cancellationToken)
    {
        var checks = Examination.Checks(patient.Now);
        await patient.Examine(checks, seen, cancellationToken);
        return [.. checks.Select(check => (Names.GetValueOrDefault(check.Name, new(check.Name, check.Name)), InWords(check)))];
    }

    private static IReadOnlyList<Finding> InWords(Silo.Consistency.Check check)
    {
        var findings = new List<Finding>();
        var (passing, lasting) = (check.Findings.Where(finding => finding.Passing).ToList(), check.Findings.Where(finding => !finding.Passing).ToList());
        if (lasting.Count > 0)
            findings.Add(new(Gravity.Fault, Sum(check, lasting), FromOutside));
        if (passing.Count > 0)
            findings.Add(new(Gravity.Hint, Sum(check, passing), TellAgain));
        return findings;
    }

    private static LocalText Sum(Silo.Consistency.Check check, List<Silo.Consistency.Finding> findings)
    {
        // Beyond those that a check keeps it only counts.
        var more = check.Count > check.Findings.Count ? "+" : "";
        var named = findings.Take(Named).Select(finding => (finding.Entity, finding.Says)).ToList();
        return new(
            $"{findings.Count}{more} 处：{string.Concat(named.Select(finding => $"\n      {finding.Entity} {finding.Says.Zh}"))}",
            $"{findings.Count}{more} found: {string.Concat(named.Select(finding => $"\n      {finding.Entity} {finding.Says.En}"))}");
    }
}
