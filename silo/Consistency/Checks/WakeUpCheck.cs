namespace Dispatch.Silo.Consistency.Checks;

/// <summary>Whoever waits for an instant is woken then, and nothing that was due is left lying.</summary>
public sealed class WakeUpCheck(DateTimeOffset now) : Check
{
    /// <summary>A wake-up may be under way for this long.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    public override string Name => "wake-ups";

    /// <inheritdoc />
    public override void See(SeenEntity entity)
    {
        if (entity.State is null)
            return;
        var (stored, own) = (entity.Stored.WakeAt, entity.NextWake);
        if (own is not null && stored is null)
            Broken(entity.Stored.Id, "wake-missing", ("awaited", own));
        else if (stored > own)
            Broken(entity.Stored.Id, "wake-late", ("awaited", own), ("woken", stored));
        else if (stored < now - Grace)
            Unsettled(entity.Stored.Id, "wake-lying", ("due", stored));
        else if (stored != own)
            Unsettled(entity.Stored.Id, "answer-awaited");
    }
}
