namespace Dispatch.Api.CommandLine;

/// <summary>A command cannot do what it was asked to; the message says why and what to do.</summary>
public sealed class OperatorException(LocalText text) : Exception(text.En)
{
    /// <summary>The message in both languages.</summary>
    public LocalText Text { get; } = text;
}
