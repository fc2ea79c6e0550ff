using Dispatch.Silo.Outbox;
using static Dispatch.Silo.Cluster.ClusterFinding;

namespace Dispatch.Silo.Cluster;

/// <summary>What a report means, in words and with remedies; the worst first.</summary>
public static class ClusterFindings
{
    /// <summary>A member that takes longer than this to follow the journal is behind.</summary>
    public static readonly TimeSpan BehindAtMost = TimeSpan.FromSeconds(10);

    /// <summary>A member that has more events than this before it is behind.</summary>
    public const long BehindAtMostEvents = 50_000;

    /// <summary>A message that nobody has tried to send for this long is stuck.</summary>
    public static readonly TimeSpan DueAtMost = TimeSpan.FromMinutes(1);

    /// <summary>All findings of a report.</summary>
    public static IReadOnlyList<ClusterFinding> Of(ClusterReport report)
    {
        var members = report.Members.Select(each => each.Member).ToList();
        return
        [
            .. MemberFindings.Mixed(members)
                .Concat(Idle(members)).Concat(MemberFindings.Skewed(members, report.MaxClockSkew)).Concat(Stopped(report)).Concat(MemberFindings.Silent(report.Lost))
                .Concat(Behind(report.Members)).Concat(Stuck(report.Outbox, report.At)).Concat(MemberFindings.Apart(members))
                .OrderByDescending(finding => finding.Level),
        ];
    }

    private static IEnumerable<ClusterFinding> Idle(List<ClusterMember> members)
    {
        if (members.TrueForAll(member => member.Role is ClusterRole.Api))
            yield return ClusterFinding.Of(
                FindingLevel.Alert, "没有 silo 在运行：工单无人处理。", "No silo runs: nobody works on tickets.",
                "请用相同的 --data 启动一个：dispatch --role silo。", "Start one with the same --data: dispatch --role silo.");
    }

    private static IEnumerable<ClusterFinding> Stopped(ClusterReport report)
    {
        if (report.Census is not { } census)
        {
            yield return ClusterFinding.Of(
                FindingLevel.Warn, "各 silo 没有及时答复正在运行什么。", "The silos did not tell in time what they run.",
                "刚有 silo 停止时，几秒后即可恢复；若持续，请查看 silo 的日志。", "When a silo has just gone this passes within seconds; if it lasts, look at the logs of the silos.");
            yield break;
        }
        var nowhere = census.Clock.Where(share => share.Silo is null).Select(share => share.Share).ToList();
        if (nowhere is [null])
            yield return ClusterFinding.Of(
                FindingLevel.Alert, "时钟没有运行：时限、升级和上门确认不会触发。", "The clock does not run: deadlines, escalations and holds do not come due.",
                "几秒内会自动恢复；若持续，请重启 silo。", "It comes back within seconds; if it does not, restart the silo.");
        else if (nowhere.Count > 0)
            yield return ClusterFinding.Of(
                FindingLevel.Alert,
                $"时钟的 {nowhere.Count} 份没有在任何 silo 上运行（{string.Join("、", nowhere)}）：它们负责的时限暂不触发。",
                $"{nowhere.Count} shares of the clock run on no silo ({string.Join(", ", nowhere)}): deadlines that fall to them wait.",
                "每个 silo 每两秒呼叫一次，几秒内应恢复；若持续，请查看 silo 的日志。", "Every silo calls them each two seconds, so they should be back within seconds; if they are not, look at the logs of the silos.");
    }

    private static IEnumerable<ClusterFinding> Behind(IEnumerable<MemberReport> members) =>
        from each in members
        where each.BehindFor > BehindAtMost || each.Behind > BehindAtMostEvents
        select ClusterFinding.Of(
            FindingLevel.Warn,
            $"{each.Member.Name} 落后日志 {each.Behind} 个事件、{each.BehindFor.TotalSeconds:0} 秒：它的大屏和列表显示的是旧数据。",
            $"{each.Member.Name} is {each.Behind} events and {each.BehindFor.TotalSeconds:0} s behind the journal: its boards show what was.",
            "请检查该主机的负载及其与数据库的连接；若不再前进，请重启该进程。", "Look at the load of its host and its way to the database; if it does not move on, restart it.");

    private static IEnumerable<ClusterFinding> Stuck(OutboxBacklog outbox, DateTimeOffset now)
    {
        if (outbox.DueSince is { } due && now - due > DueAtMost)
            yield return ClusterFinding.Of(
                FindingLevel.Warn,
                $"待发消息 {outbox.Waiting} 条，最早的一条已到期 {(now - due).TotalMinutes:0} 分钟，无人发送。",
                $"{outbox.Waiting} messages wait to be sent, the oldest for {(now - due).TotalMinutes:0} min, and nobody sends them.",
                "请查看各进程的日志；消息不会丢失。", "Look at the logs of the processes; no message gets lost.");
        else if (outbox.Tried > 0)
            yield return ClusterFinding.Of(
                FindingLevel.Info,
                $"{outbox.Tried} 条消息发送未果，将再次尝试。", $"{outbox.Tried} messages were sent in vain and will be sent again.",
                "通知需要有人能登录：组长、代理人、上级或管理员。运行 doctor 查看详情。", "Somebody must be able to sign in who may be told: lead, stand-in, manager or administrator. Run doctor for more.");
    }
}
