using static Dispatch.Silo.Cluster.ClusterFinding;

namespace Dispatch.Silo.Cluster;

/// <summary>What is to be said of the processes of a cluster, in words and with remedies: the same on the dashboard and from <c>doctor</c>.</summary>
public static class MemberFindings
{
    /// <summary>From this part of the bound on, a clock is near it.</summary>
    private const double Near = 0.75;

    /// <summary>Members whose clock is near the bound, or beyond it.</summary>
    public static IEnumerable<ClusterFinding> Skewed(IEnumerable<ClusterMember> members, TimeSpan bound) =>
        from member in members
        let skew = member.Skew.Duration()
        where skew > bound * Near
        select skew > bound
            ? Of(
                FindingLevel.Alert,
                $"{member.Name} 的时钟与数据库服务器相差 {member.Skew.TotalSeconds:0.0} 秒，超过上限 {bound.TotalSeconds:0.0} 秒。",
                $"The clock of {member.Name} is {member.Skew.TotalSeconds:0.0} s off the database server's, and {bound.TotalSeconds:0.0} s are allowed.",
                "请用 NTP 校准它；校准之前它不接受请求。", "Set it by NTP; until then it takes no requests.")
            : Of(
                FindingLevel.Warn,
                $"{member.Name} 的时钟与数据库服务器相差 {member.Skew.TotalSeconds:0.0} 秒，接近上限 {bound.TotalSeconds:0.0} 秒。",
                $"The clock of {member.Name} is {member.Skew.TotalSeconds:0.0} s off the database server's, near the {bound.TotalSeconds:0.0} s that are allowed.",
                "请用 NTP 校准它。", "Set it by NTP.");

    /// <summary>Members of different releases.</summary>
    public static IEnumerable<ClusterFinding> Apart(IEnumerable<ClusterMember> members)
    {
        var releases = members.GroupBy(member => member.Version, StringComparer.Ordinal).OrderBy(release => release.Key, StringComparer.Ordinal).ToList();
        if (releases.Count < 2)
            yield break;
        yield return Of(
            FindingLevel.Info,
            $"同时运行着 {releases.Count} 个版本：{string.Join("；", releases.Select(release => $"{release.Key}（{string.Join("、", release.Select(member => member.Name))}）"))}。",
            $"{releases.Count} versions run side by side: {string.Join("; ", releases.Select(release => $"{release.Key} ({string.Join(", ", release.Select(member => member.Name))})"))}.",
            "如果正在升级，无需处理；否则请用同一版本重启其余进程。", "Nothing to do while an upgrade is under way; else restart the others with the same version.");
    }

    /// <summary>Members on different engines, which must not be.</summary>
    public static IEnumerable<ClusterFinding> Mixed(IEnumerable<ClusterMember> members)
    {
        var engines = members.GroupBy(member => member.Engine, StringComparer.Ordinal).OrderBy(engine => engine.Key, StringComparer.Ordinal).ToList();
        if (engines.Count < 2)
            yield break;
        yield return Of(
            FindingLevel.Alert,
            $"两种引擎同时使用此数据库：{string.Join("；", engines.Select(engine => $"{engine.Key}（{string.Join("、", engine.Select(member => member.Name))}）"))}。",
            $"Two engines serve this database: {string.Join("; ", engines.Select(engine => $"{engine.Key} ({string.Join(", ", engine.Select(member => member.Name))})"))}.",
            "请停止其中一种。", "Stop those of one of them.");
    }

    /// <summary>Members that fell silent without saying that they leave.</summary>
    public static IEnumerable<ClusterFinding> Silent(IEnumerable<ClusterMember> lost) => lost.Select(member => Of(
        FindingLevel.Warn,
        $"{member.Name}（{member.Role}）自 {Clock(member.SeenAt)} 起没有消息，也没有正常退出：进程被杀、冻结，或与数据库断开。",
        $"{member.Name} ({member.Role}) has not been heard of since {Clock(member.SeenAt)} and did not say that it leaves: it was killed, is frozen, or is cut off from the database.",
        "它的工作已由其他进程接手。请检查那台主机；若已重新启动，无需处理。", "Others have taken over its work. Look at its host; when it has been started anew, there is nothing to do."));

    private static string Clock(DateTimeOffset at) => $"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC";
}
