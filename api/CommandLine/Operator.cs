using System.Globalization;
using Spectre.Console;

namespace Dispatch.Api.CommandLine;

/// <summary>The person at the terminal: in which language to speak, and where to write.</summary>
public sealed class Operator(IAnsiConsole console, string language)
{
    /// <summary>Where results go.</summary>
    public IAnsiConsole Console { get; } = console;

    /// <summary><c>zh</c> or <c>en</c>.</summary>
    public string Language { get; } = language;

    /// <summary>Somebody who speaks a language: the one asked for, else the one of the environment, else English.</summary>
    public static Operator At(IAnsiConsole console, string? asked) => new(console, LanguageOf(asked ?? Environment("LC_ALL") ?? Environment("LC_MESSAGES") ?? Environment("LANG")));

    /// <summary>A text in his language.</summary>
    public string Text(LocalText text) => text.In(Language);

    /// <inheritdoc cref="Text(LocalText)" />
    public string Text(string zh, string en) => Language == "zh" ? zh : en;

    /// <summary>Says something on a line of its own.</summary>
    /// <remarks>Not through the console, which breaks lines at the terminal's width even where there is no terminal.</remarks>
    public void Say(string zh, string en) => Console.Profile.Out.Writer.WriteLine(Text(zh, en));

    /// <summary>A number as people read it.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string LanguageOf(string? tag) => tag?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) is true ? "zh" : "en";

    private static string? Environment(string name) => System.Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
