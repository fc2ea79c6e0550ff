using System.Reflection;

namespace Dispatch.Silo.Cluster;

/// <summary>Who may take part in a cluster: decided before a process joins, so that none is ever half in.</summary>
public static class ClusterAdmission
{
    /// <summary>Number of the messages between processes of this release. Raised with every change that the release before would not understand.</summary>
    public const int Wire = 1;

    /// <summary>The release of this program.</summary>
    public static string Release { get; } = typeof(ClusterAdmission).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Why a process cannot play its part at all; null when it can.</summary>
    /// <param name="alone">Whether its build runs everything in one process.</param>
    /// <param name="shared">Whether its database is one that several processes can share.</param>
    public static LocalText? Unfit(ClusterRole role, bool alone, bool shared)
    {
        if (role is ClusterRole.Both)
            return null;
        var name = role.ToString().ToLowerInvariant();
        if (alone)
            return new(
                $"--role {name} 需要集群，而此程序把一切放在一个进程里。请用 -p:Engine=Orleans 构建，或去掉 --role。",
                $"--role {name} needs a cluster, and this build runs everything in one process. Build it with -p:Engine=Orleans, or leave --role out.");
        return shared ? null : new(
            $"--role {name} 需要 PostgreSQL：SQLite 文件只能由一个进程使用。请用 --data \"Host=…\" 指定数据库。",
            $"--role {name} needs PostgreSQL: a SQLite file has one process to itself. Name a database with --data \"Host=…\".");
    }

    /// <summary>Why two releases do not work side by side.</summary>
    /// <param name="name">Who takes part.</param>
    /// <param name="version">Of which release, with messages of number <paramref name="wire"/>.</param>
    public static LocalText Apart(string name, string version, int wire, string newcomer, int newcomerWire) => new(
        $"{name} 的版本为 {version}（消息 {wire}），本进程为 {newcomer}（消息 {newcomerWire}），相隔超过一个版本。请逐版升级。",
        $"{name} is of version {version} (messages {wire}), this process of {newcomer} (messages {newcomerWire}): more than one apart. Upgrade release by release.");

    /// <summary>Why a process may not join; null when it may.</summary>
    /// <param name="newcomer">Who wants in.</param>
    /// <param name="cluster">The name under which it comes.</param>
    /// <param name="owner">The cluster that has the database.</param>
    /// <param name="others">Who takes part now.</param>
    /// <param name="maxSkew">How far clocks may be apart.</param>
    public static LocalText? Refusal(ClusterMember newcomer, string cluster, string owner, IEnumerable<ClusterMember> others, TimeSpan maxSkew)
    {
        if (cluster != owner)
            return new(
                $"此数据库属于集群“{owner}”，本进程自称“{cluster}”。请改用 --cluster {owner}，或指定另一个数据库。",
                $"This database belongs to the cluster \"{owner}\", and this process says \"{cluster}\". Say --cluster {owner}, or name another database.");
        if (newcomer.Skew.Duration() > maxSkew)
            return new(
                $"本机时钟与数据库服务器相差 {newcomer.Skew.TotalSeconds:0.0} 秒，上限为 {maxSkew.TotalSeconds:0.0} 秒。请用 NTP 校准时钟，或用 --max-clock-skew 放宽。",
                $"This host's clock is {newcomer.Skew.TotalSeconds:0.0} s off the database server's, and {maxSkew.TotalSeconds:0.0} s are allowed. Set it by NTP, or allow more with --max-clock-skew.");
        foreach (var other in others)
        {
            if (other.Engine != newcomer.Engine)
                return new(
                    $"{other.Name} 正以 {other.Engine} 引擎使用此数据库，本进程为 {newcomer.Engine}。请先停止它，两种引擎不能同时运行。",
                    $"{other.Name} serves this database on the {other.Engine} engine, this process is built for {newcomer.Engine}. Stop it first: the two do not run side by side.");
            if (Math.Abs(other.Wire - newcomer.Wire) > 1)
                return Apart(other.Name, other.Version, other.Wire, newcomer.Version, newcomer.Wire);
        }
        return null;
    }
}
