using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Silo.Cluster;
using Dispatch.Silo.Engines;

namespace Dispatch.Api.Cluster;

/// <summary><c>GET /api/cluster</c>: which processes run this installation and how they stand.</summary>
public static class GetCluster
{
    /// <summary>How the cluster stands.</summary>
    /// <param name="Id">Name of the cluster.</param>
    /// <param name="Engine">What runs the grains: <c>Local</c> (one process) or <c>Orleans</c>.</param>
    /// <param name="At">When it was looked at.</param>
    /// <param name="Head">The journal's last sequence number.</param>
    /// <param name="Outbox">Messages on their way out.</param>
    /// <param name="Members">Processes that take part, and those that fell silent within the last minutes.</param>
    /// <param name="Grains">Active grains by class and silo; empty when the silos did not tell in time.</param>
    /// <param name="Clock">Who runs which share of the clock; one share where one process has all of it.</param>
    /// <param name="Findings">What is to be known and what to do about it, the worst first, in the caller's language.</param>
    public sealed record Response(
        string Id, string Engine, DateTimeOffset At, long Head, Outbox Outbox, IReadOnlyList<Member> Members, IReadOnlyList<Grain> Grains,
        IReadOnlyList<Share> Clock, IReadOnlyList<Finding> Findings);

    /// <summary>Messages on their way out.</summary>
    /// <param name="Waiting">Those that have not arrived.</param>
    /// <param name="Tried">Those of them that were sent in vain and will be sent again.</param>
    public sealed record Outbox(long Waiting, long Tried)
    {
        /// <summary>Since when the oldest is due to be sent; absent when none waits.</summary>
        public DateTimeOffset? DueSince { get; init; }
    }

    /// <summary>A process.</summary>
    /// <param name="Name">Host name and process id.</param>
    /// <param name="Lost">Whether it fell silent without saying that it leaves.</param>
    /// <param name="Address">Where it listens for its health.</param>
    /// <param name="Since">Since when it takes part.</param>
    /// <param name="LastSeen">When it was last heard of.</param>
    /// <param name="ClockSkewMs">Milliseconds that its clock is ahead of the database server's.</param>
    /// <param name="FollowedTo">How far it has followed the journal.</param>
    /// <param name="Behind">Events that it had not followed yet.</param>
    /// <param name="BehindSeconds">How long the first of them had been there when it was last heard of.</param>
    public sealed record Member(
        string Name, ClusterRole Role, string Version, bool Lost, string Address, DateTimeOffset Since, DateTimeOffset LastSeen, long ClockSkewMs,
        long FollowedTo, long Behind, double BehindSeconds);

    /// <summary>Active grains of a class in a silo.</summary>
    public sealed record Grain(string Type, string Silo, int Count);

    /// <summary>A share of the clock.</summary>
    /// <param name="Id">Its number, or <c>all</c>.</param>
    public sealed record Share(string Id)
    {
        /// <summary>Name of the process that runs it; absent when none does.</summary>
        public string? Silo { get; init; }
    }

    /// <summary>Something to know.</summary>
    /// <param name="Text">What was found.</param>
    /// <param name="Remedy">What to do about it.</param>
    public sealed record Finding(FindingLevel Level, string Text, string Remedy);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/cluster", Handle).RequireAuthorization(Policies.Operations).WithTags("Operations")
        .Produces<Response>().WithSummary("The processes that run this installation: how far each is, what runs where, and what to do about it.");

    private static async Task<IResult> Handle(HttpContext context, ClusterSurvey survey, CancellationToken cancellationToken)
    {
        var report = await survey.Look(cancellationToken);
        var language = Languages.Of(context);
        return TypedResults.Ok(new Response(
            report.Cluster, GrainEngine.Name, report.At, report.Head,
            new(report.Outbox.Waiting, report.Outbox.Tried) { DueSince = report.Outbox.DueSince },
            [.. report.Members.Select(each => Of(each.Member, lost: false, each.Behind, each.BehindFor)), .. report.Lost.Select(lost => Of(lost, lost: true, Math.Max(0, report.Head - lost.FeedSeq), TimeSpan.Zero))],
            [.. report.Census?.Grains.Select(count => new Grain(count.Type, count.Silo, count.Count)) ?? []],
            [.. report.Census?.Clock.Select(share => new Share(share.Share?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "all") { Silo = share.Silo }) ?? []],
            [.. ClusterFindings.Of(report).Select(finding => new Finding(finding.Level, In(finding.What, language), In(finding.Remedy, language)))]));
    }

    private static Member Of(ClusterMember member, bool lost, long behind, TimeSpan behindFor) => new(
        member.Name, member.Role, member.Version, lost, member.Address, member.StartedAt, member.SeenAt, (long)member.Skew.TotalMilliseconds,
        member.FeedSeq, behind, Math.Round(behindFor.TotalSeconds, 1));

    private static string In(LocalText text, string language) => language is "en" ? text.En : text.Zh;
}
