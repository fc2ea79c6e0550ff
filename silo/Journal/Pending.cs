using Dispatch.Grains.Journal;

namespace Dispatch.Silo.Journal;

/// <summary>What waits for the journal's writer. Callers never continue on the writer's thread.</summary>
internal abstract class Pending;

/// <summary>A commit and its caller.</summary>
internal sealed class PendingCommit(Commit commit) : Pending
{
    private readonly TaskCompletionSource<long> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Commit Commit { get; } = commit;

    /// <summary>The version after the commit, if it wins.</summary>
    public long Version => Commit.ExpectedVersion + Commit.Events.Count;

    /// <summary>Set when the commit did not win.</summary>
    public Loss? Loss { get; set; }

    public Task<long> Answer => answer.Task;

    public void Settle()
    {
        switch (Loss)
        {
            case null:
                answer.TrySetResult(Version);
                break;
            case { Key: { } key, Holder: { } holder }:
                answer.TrySetException(new DuplicateKeyException(key, holder));
                break;
            default:
                answer.TrySetException(new VersionConflictException(Commit.EntityId, Commit.ExpectedVersion));
                break;
        }
    }

    public void Fail(JournalUnavailableException failure) => answer.TrySetException(failure);

    /// <summary>How this commit loses against one that just won, or null when it may still win.</summary>
    public Loss? LossAgainst(PendingCommit winner)
    {
        // Versions only grow, so an older expectation can never come true again.
        if (winner.Commit.EntityId == Commit.EntityId && Commit.ExpectedVersion < winner.Version)
            return new(0);
        foreach (var key in Commit.Keys)
            foreach (var taken in winner.Commit.Keys)
                if (key.Key == taken.Key && key.Scope == taken.Scope)
                    return new(0, key, new(winner.Commit.EntityId, taken.BodyHash));
        return null;
    }
}

/// <summary>Work that writes outside the journal's tables, and its caller.</summary>
internal sealed class PendingWork(Action work) : Pending
{
    private readonly TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Answer => answer.Task;

    public void Do(bool closed)
    {
        try
        {
            if (closed)
                throw new JournalUnavailableException("The journal is closed.");
            work();
            answer.TrySetResult();
        }
        catch (Exception failure)
        {
            answer.TrySetException(failure);
        }
    }
}
