using Dispatch.Api.Problems;

namespace Dispatch.Api.Requests;

/// <summary>Query parameters whose values are known.</summary>
public static class Choices
{
    /// <summary>The problem of the first value that is not one of the known, or null.</summary>
    public static Problem? Check(string parameter, string[]? values, IReadOnlyCollection<string> known) =>
        values?.FirstOrDefault(value => !known.Contains(value)) is { } strange
            ? Problem.Of("choice-unknown", ("parameter", parameter), ("value", strange), ("known", string.Join(", ", known))).At($"?{parameter}")
            : null;
}
