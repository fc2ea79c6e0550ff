using Dispatch.Silo.Hosting;
using Dispatch.Silo.Moving;

namespace Dispatch.Api.CommandLine;

/// <summary>A command cannot do what it was asked to; the message says why and what to do.</summary>
public sealed class OperatorException(LocalText text) : Exception(text.En)
{
    /// <summary>The message in both languages.</summary>
    public LocalText Text { get; } = text;

    /// <summary>What a refusal says to the operator; null when the exception is none.</summary>
    public static LocalText? WordsOf(Exception exception) => exception switch
    {
        OperatorException refused => refused.Text,
        MoveRefusedException refused => refused.Text,
        StartRefusedException refused => refused.Text,
        _ => null,
    };
}
