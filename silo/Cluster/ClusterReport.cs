using Dispatch.Silo.Outbox;

namespace Dispatch.Silo.Cluster;

/// <summary>How a cluster stands at one moment.</summary>
/// <param name="Cluster">Its name.</param>
/// <param name="At">When it was looked at.</param>
/// <param name="Members">Who takes part, by name.</param>
/// <param name="Lost">Who was heard of until some minutes ago and did not say that he leaves.</param>
/// <param name="Head">The journal's last sequence number.</param>
/// <param name="Census">What runs where; null when the silos did not tell in time.</param>
/// <param name="MaxClockSkew">How far clocks may be apart.</param>
public sealed record ClusterReport(
    string Cluster, DateTimeOffset At, IReadOnlyList<MemberReport> Members, IReadOnlyList<ClusterMember> Lost, long Head, GrainCensus? Census,
    OutboxBacklog Outbox, TimeSpan MaxClockSkew);

/// <summary>A member and how far behind the journal's head it was when it was last heard of.</summary>
/// <param name="Behind">Events that it has not followed yet.</param>
/// <param name="BehindFor">How long the first of them had been there.</param>
public sealed record MemberReport(ClusterMember Member, long Behind, TimeSpan BehindFor);
