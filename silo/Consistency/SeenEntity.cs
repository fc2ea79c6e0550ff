using Dispatch.Grains.Journal;

namespace Dispatch.Silo.Consistency;

/// <summary>One entity as the examination found it: snapshot, list row, and what its events fold into.</summary>
public sealed class SeenEntity
{
    private readonly EntityFold? fold;
    private object? folded;

    /// <summary>Reads a stored entity.</summary>
    /// <param name="fold">How its kind is folded; null when nobody knows the kind.</param>
    /// <param name="row">Its row in the ticket list with the waiting steps, or null.</param>
    public SeenEntity(StoredEntity stored, EntityFold? fold, TicketRow? row)
    {
        (Stored, this.fold, Row) = (stored, fold, row);
        Fault = fold is null ? FaultFound.Of("kind-unknown", ("kind", stored.Kind))
            : stored.Shape > fold.Shape ? FaultFound.Of("shape-ahead", ("shape", stored.Shape), ("known", fold.Shape))
            : null;
        if (Fault is not null)
            return;
        Try(() => State = fold!.Read(stored.State));
        folded = fold!.Initial(Id);
    }

    /// <summary>What the entity table holds.</summary>
    public StoredEntity Stored { get; }

    /// <summary>Bare id.</summary>
    public string Id => Stored.Id[(Stored.Kind.Length + 1)..];

    /// <summary>Its row in the ticket list, or null.</summary>
    public TicketRow? Row { get; }

    /// <summary>The stored snapshot; null when it cannot be read.</summary>
    public object? State { get; private set; }

    /// <summary>Version of the last event; 0 when there is none.</summary>
    public long LastVersion { get; private set; }

    /// <summary>Why snapshot or events cannot be read, or null.</summary>
    public FaultFound? Fault { get; private set; }

    /// <summary>The instant its state waits for, or null.</summary>
    public DateTimeOffset? NextWake => State is { } state ? fold!.NextWake(state) : null;

    /// <summary>Whether the snapshot is what the events fold into; compared in today's shape.</summary>
    public bool IsFolded => State is not null && fold!.Write(folded) is var expected
        && (expected.AsSpan().SequenceEqual(Stored.State.Span) || expected.AsSpan().SequenceEqual(fold.Write(State)));

    /// <summary>Folds in the next event.</summary>
    public void Fold(JournalEvent next)
    {
        if (next.Version != LastVersion + 1)
            Fault ??= FaultFound.Of("event-missing", ("version", next.Version), ("after", LastVersion));
        LastVersion = next.Version;
        if (Fault is null)
            Try(() => folded = fold!.Apply(folded, next));
    }

    // Whatever is wrong with one entity must not end the examination of the others.
    private void Try(Action step)
    {
        try
        {
            step();
        }
        catch (Exception failure)
        {
            Fault = FaultFound.Of("unreadable", ("after", LastVersion), ("failure", failure.Message));
        }
    }
}
