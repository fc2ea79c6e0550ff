using Orleans.Configuration;

namespace Dispatch.Silo.Engines;

/// <summary>How soon silos notice that one is gone: seconds, where Orleans by itself takes half a minute.</summary>
internal static class TightMembership
{
    private const int MissedProbes = 3;

    /// <summary>Sets the membership protocol.</summary>
    /// <param name="deadAfter">A silo that answers nobody for about this long is declared dead.</param>
    public static void Set(ClusterMembershipOptions membership, TimeSpan deadAfter)
    {
        membership.ProbeTimeout = deadAfter / (MissedProbes + 1);
        membership.NumMissedProbesLimit = MissedProbes;
        // A vote also waits until nothing was heard for as long as all missed probes may take at most, which is four times their usual time unless said.
        membership.MaxProbeTimeout = deadAfter / MissedProbes;
        membership.TableRefreshTimeout = deadAfter;
        membership.IAmAliveTablePublishTimeout = deadAfter;
        membership.DeathVoteExpirationTimeout = deadAfter * 10;
        membership.MaxJoinAttemptTime = deadAfter * 15;
    }
}
