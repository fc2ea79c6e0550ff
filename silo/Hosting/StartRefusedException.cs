namespace Dispatch.Silo.Hosting;

/// <summary>This process cannot or may not start; the message says why and what to do.</summary>
public sealed class StartRefusedException(LocalText text) : Exception(text.En)
{
    /// <summary>The message in both languages.</summary>
    public LocalText Text { get; } = text;
}
