using Dispatch.Grains.Journal;

namespace Dispatch.Api.Feeds;

/// <summary>A picture in memory that is kept true by following the journal. Called by one reader, one call at a time.</summary>
public interface IFeedFollower
{
    /// <summary>Builds the picture from what is stored. Events after the head read before may be followed again: following is idempotent.</summary>
    Task Build(CancellationToken cancellationToken);

    /// <summary>Takes in what happened since.</summary>
    Task Follow(IReadOnlyList<JournalEvent> events, CancellationToken cancellationToken);
}
