namespace Dispatch.Silo.Moving;

/// <summary>A database is not moved; the text says why and what to do.</summary>
public sealed class MoveRefusedException(LocalText text, Exception? inner = null) : Exception(text.En, inner)
{
    /// <summary>The message in both languages.</summary>
    public LocalText Text { get; } = text;
}
