using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dispatch.Api.Problems;

/// <summary>Turns a failure to read JSON into a problem with the path at fault.</summary>
/// <remarks>The reader tells the kinds of failure apart by its English sentence only; a test pins each of them.</remarks>
public static partial class JsonFaults
{
    /// <summary>The problem behind an exception of the JSON reader.</summary>
    public static Problem From(JsonException fault)
    {
        var path = fault.Path ?? "$";
        if (UnknownMember().Match(fault.Message) is { Success: true } unknown)
            return Problem.Of("json-unknown-member", ("member", unknown.Groups[1].Value)).At(WithMember(path, unknown.Groups[1].Value));
        if (MissingMembers().Match(fault.Message) is { Success: true } missing)
            return Missing(path, missing.Groups[1].Value);
        if (Duplicate().Match(fault.Message) is { Success: true } duplicate)
            return Problem.Of("json-duplicate-member", ("member", duplicate.Groups[1].Value)).At(path);
        if (IsSyntax(fault))
            return Problem.Of("json-malformed", ("line", fault.LineNumber + 1), ("position", fault.BytePositionInLine + 1)).At(path);
        return Problem.Of("json-wrong-type").At(path);
    }

    private static Problem Missing(string path, string list)
    {
        var problems = Quoted().Matches(list)
            .Select(match => match.Groups[1].Value)
            .Select(member => Problem.Of("json-missing-member", ("member", member)).At(WithMember(path, member)))
            .ToList();
        return problems[0] with { Others = problems[1..] };
    }

    private static string WithMember(string path, string member) =>
        path.EndsWith($".{member}", StringComparison.Ordinal) ? path : $"{path}.{member}";

    /// <summary>Syntax errors come from the tokenizer, which knows a position but no conversion.</summary>
    private static bool IsSyntax(JsonException fault) =>
        fault.GetType() != typeof(JsonException) || fault.InnerException is JsonException;

    [GeneratedRegex("The JSON property '(.*)' could not be mapped to any \\.NET member", RegexOptions.CultureInvariant)]
    private static partial Regex UnknownMember();

    [GeneratedRegex("was missing required properties including: (.*)", RegexOptions.CultureInvariant)]
    private static partial Regex MissingMembers();

    [GeneratedRegex("Duplicate property '(.*)' encountered", RegexOptions.CultureInvariant)]
    private static partial Regex Duplicate();

    [GeneratedRegex("'([^']+)'", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();
}
