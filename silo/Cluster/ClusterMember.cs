using System.Globalization;

namespace Dispatch.Silo.Cluster;

/// <summary>A process that takes part in a cluster, as it last said itself.</summary>
/// <param name="Name">Host name and process id.</param>
/// <param name="Engine">What runs its grains: <c>Local</c> or <c>Orleans</c>.</param>
/// <param name="Version">Its release.</param>
/// <param name="Wire">Number of the messages that it speaks; it understands those of the number before as well.</param>
/// <param name="Address">Where its health can be asked.</param>
/// <param name="StartedAt">Since when it takes part.</param>
/// <param name="SeenAt">When it was last heard of, by the database server's clock.</param>
/// <param name="Skew">How far its clock is ahead of the database server's; negative is behind.</param>
/// <param name="FeedSeq">How far it has followed the journal.</param>
public sealed record ClusterMember(
    string Name, string Engine, ClusterRole Role, string Version, int Wire, string Address,
    DateTimeOffset StartedAt, DateTimeOffset SeenAt, TimeSpan Skew, long FeedSeq)
{
    /// <summary>The name of this process.</summary>
    public static string OwnName { get; } = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}");
}
