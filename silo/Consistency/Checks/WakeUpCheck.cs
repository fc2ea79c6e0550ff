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
        if (own is not null && (stored is null || stored > own))
            Broken(entity.Stored.Id, $"waits for {own:O} and is woken {(stored is null ? "never" : $"at {stored:O}")}");
        else if (stored < now - Grace)
            Unsettled(entity.Stored.Id, $"was due at {stored:O}");
        else if (stored != own)
            Unsettled(entity.Stored.Id, "has told somebody something and awaits the answer");
    }
}
