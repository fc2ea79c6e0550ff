using System.Data.Common;
using System.Globalization;
using Dispatch.Grains.Journal;
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

    /// <summary>Runs a command's work and turns what it cannot do into words and an exit code.</summary>
    /// <param name="language">The language asked for, or null.</param>
    /// <returns>The work's own code; 2 when it could not be done.</returns>
    public static async Task<int> Run(string? language, Func<Operator, Task<int>> work)
    {
        var person = At(AnsiConsole.Create(new()), language);
        try
        {
            return await work(person);
        }
        catch (Exception refused) when (OperatorException.WordsOf(refused) is { } words)
        {
            await System.Console.Error.WriteLineAsync(person.Text(words));
            return 2;
        }
        catch (Exception outage) when (outage is JournalUnavailableException or NotSupportedException or IOException or UnauthorizedAccessException or DbException)
        {
            await System.Console.Error.WriteLineAsync(person.Text($"无法完成：{outage.Message}", $"Cannot be done: {outage.Message}"));
            return 2;
        }
        catch (OperationCanceledException)
        {
            await System.Console.Error.WriteLineAsync(person.Text("已中断。", "Interrupted."));
            return 130;
        }
    }

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
