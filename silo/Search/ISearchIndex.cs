namespace Dispatch.Silo.Search;

/// <summary>Where the search index is kept.</summary>
public interface ISearchIndex
{
    /// <summary>The journal's sequence number up to which the index is complete.</summary>
    Task<long> Position(CancellationToken cancellationToken = default);

    /// <summary>What the index holds of some tickets, as the fingerprint it was written with; tickets it does not hold are left out.</summary>
    Task<IReadOnlyDictionary<string, string>> Fingerprints(IReadOnlyCollection<string> tickets, CancellationToken cancellationToken = default);

    /// <summary>Replaces documents and moves the position, in one transaction that is not a commit's.</summary>
    /// <param name="read">Reads what is written. Nobody, in no process, writes between its begin and the end of this write: what was read before an erasure is never written after it.</param>
    /// <param name="position">The new position; null leaves it where it is.</param>
    Task Write(Func<Task<IReadOnlyList<SearchDocument>>> read, long? position, CancellationToken cancellationToken = default);
}

/// <summary>What the index holds of one ticket.</summary>
/// <param name="Ticket">Bare ticket id.</param>
/// <param name="Fingerprint">Changes whenever the tokens would.</param>
/// <param name="Tokens">From <see cref="SearchText.Tokens"/>.</param>
public sealed record SearchDocument(string Ticket, string Fingerprint, IReadOnlyList<string> Tokens);
