using Dispatch.Silo.Cluster;
using Dispatch.Silo.Engines;

namespace Dispatch.Api.CommandLine.Diagnosis;

internal static class ClusterCheck
{
    /// <summary>Silos say to Orleans that they live every few seconds.</summary>
    private static readonly TimeSpan AliveAtMost = TimeSpan.FromMinutes(1);

    private const string OfOrleans = "Orleans";

    public static Check Check { get; } = new(new("集群", "Cluster"), Look);

    private static async Task<IReadOnlyList<Finding>> Look(Patient patient, CancellationToken cancellationToken)
    {
        // A file has one process, and an older schema knows no cluster.
        if (!patient.Options.OnPostgres || await patient.Ask<string?>("select to_regclass('cluster_member')::text") is null)
            return [];
        var now = DateTimeOffset.FromUnixTimeMilliseconds(await patient.Ask<long>("select (extract(epoch from clock_timestamp()) * 1000)::bigint"));
        var (present, lost) = Split(await Members(patient), now);
        var silos = await patient.List<(string Name, DateTime Alive)>("select siloname, iamalivetime from orleansmembershiptable where status = 3 order by siloname");
        return
        [
            .. MemberFindings.Mixed(present).Concat(MemberFindings.Skewed(present, patient.Options.Cluster.MaxClockSkew)).Concat(MemberFindings.Silent(lost))
                .Concat(MemberFindings.Apart(present)).Select(finding => new Finding(finding.Level is FindingLevel.Alert ? Gravity.Fault : Gravity.Hint, finding.What, finding.Remedy)),
            .. Strange(present), .. await Renamed(patient), .. Stale(silos, now), .. Expelled(present, silos),
        ];
    }

    private static (IReadOnlyList<ClusterMember> Present, IReadOnlyList<ClusterMember> Lost) Split(IReadOnlyList<ClusterMember> members, DateTimeOffset now) =>
        ([.. members.Where(member => now - member.SeenAt < ClusterRegister.Lifetime)], [.. members.Where(member => now - member.SeenAt >= ClusterRegister.Lifetime)]);

    private static IEnumerable<Finding> Strange(IReadOnlyList<ClusterMember> present) =>
        from member in present
        where member.Engine != GrainEngine.Name
        select Finding.Hint(
            $"{member.Name} 以 {member.Engine} 引擎运行，本程序为 {GrainEngine.Name}。", $"{member.Name} runs on the {member.Engine} engine, this program is built for {GrainEngine.Name}.",
            "它运行时，本程序不能用这个数据库启动。请用同一种构建。", "While it runs, this program cannot be started on the database. Use the same build.");

    private static async Task<IEnumerable<Finding>> Renamed(Patient patient) =>
        await patient.Ask<string?>("select id from cluster") is { } owner && owner != patient.Options.Cluster.Id
            ?
            [
                Finding.Hint(
                    $"此数据库属于集群“{owner}”，这里指定的是“{patient.Options.Cluster.Id}”。", $"This database belongs to the cluster \"{owner}\", and here it says \"{patient.Options.Cluster.Id}\".",
                    $"启动时请用 --cluster {owner}。", $"Start with --cluster {owner}."),
            ]
            : [];

    private static IEnumerable<Finding> Stale(IReadOnlyList<(string Name, DateTime Alive)> silos, DateTimeOffset now) =>
        from silo in silos
        where now.UtcDateTime - silo.Alive.ToUniversalTime() > AliveAtMost
        select Finding.Hint(
            $"Orleans 仍把 {silo.Name} 记为运行中，但它自 {silo.Alive.ToUniversalTime():yyyy-MM-dd HH:mm:ss} UTC 起没有消息。",
            $"Orleans still lists {silo.Name} as active, and has not heard of it since {silo.Alive.ToUniversalTime():yyyy-MM-dd HH:mm:ss} UTC.",
            "若没有 silo 在运行，下次启动时自动清除；否则请查看 silo 的日志。", "With no silo running the next start clears it; else look at the logs of the silos.");

    private static IEnumerable<Finding> Expelled(IReadOnlyList<ClusterMember> present, IReadOnlyList<(string Name, DateTime Alive)> silos) =>
        from member in present
        where member is { Engine: OfOrleans, Role: not ClusterRole.Api } && !silos.Any(silo => silo.Name == member.Name)
        select Finding.Hint(
            $"{member.Name} 还在运行，但其他 silo 不认为它是集群成员。", $"{member.Name} runs, and the other silos do not take it for one of them.",
            "刚启动时属正常；否则请重启它，并检查 silo 之间的端口是否互通。", "Right after its start that is as it should be; else restart it, and check that silos reach each other's ports.");

    private static async Task<IReadOnlyList<ClusterMember>> Members(Patient patient) =>
    [
        .. from row in await patient.List<(string Name, string Engine, string Role, string Version, long Seen, long Skew)>(
            "select name, engine, role, version, seen_at, skew_ms from cluster_member order by name")
        let seen = DateTimeOffset.FromUnixTimeMilliseconds(row.Seen)
        select new ClusterMember(
            row.Name, row.Engine, Enum.Parse<ClusterRole>(row.Role), row.Version, ClusterAdmission.Wire, Address: "", seen, seen, TimeSpan.FromMilliseconds(row.Skew), FeedSeq: 0),
    ];
}
