namespace Dispatch.Silo.Consistency.Checks;

/// <summary>Folding an entity's events gives its snapshot.</summary>
public sealed class SnapshotCheck : Check
{
    /// <summary>Snapshots stay below this many bytes.</summary>
    public const int MostBytes = 16 * 1024;

    /// <inheritdoc />
    public override string Name => "snapshots";

    /// <inheritdoc />
    public override void See(SeenEntity entity)
    {
        var stored = entity.Stored;
        if (entity.Fault is { } fault)
            Broken(stored.Id, fault);
        else if (entity.LastVersion != stored.Version)
            Broken(stored.Id, "version-differs", ("version", stored.Version), ("last", entity.LastVersion));
        else if (!entity.IsFolded)
            Broken(stored.Id, "snapshot-differs");
        if (stored.State.Length > MostBytes)
            Broken(stored.Id, "snapshot-large", ("bytes", stored.State.Length));
    }
}
