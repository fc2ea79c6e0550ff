using System.Diagnostics;
using System.Globalization;

namespace Dispatch.Api.Problems;

/// <summary>Writes a problem as RFC 9457 in the reader's language.</summary>
public sealed class ProblemResult(Problem problem) : IResult, IStatusCodeHttpResult
{
    private const string MediaType = "application/problem+json";

    /// <summary>What went wrong.</summary>
    public Problem Problem { get; } = problem;

    /// <inheritdoc />
    public int? StatusCode => Problem.Status ?? ProblemCatalogue.Find(Problem.Code).Status;

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var document = ProblemDocument.Of(Problem, Languages.Of(httpContext)) with { TraceId = TraceIdOf(httpContext) };
        var response = httpContext.Response;
        response.StatusCode = document.Status;
        response.Headers.CacheControl = "no-store";
        if (Problem.RetryAfter is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return response.WriteAsJsonAsync(document, DispatchJson.Stored, MediaType, httpContext.RequestAborted);
    }

    /// <summary>The id under which logs speak of the request.</summary>
    public static string TraceIdOf(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
}

/// <summary>RFC 9457 problem details with Dispatch's members.</summary>
/// <param name="Type">Stable URI reference of the problem: <c>/problems/{code}</c>.</param>
/// <param name="Title">Short, the same on all occurrences.</param>
/// <param name="Detail">What happened this time.</param>
/// <param name="Code">Stable code, for programs.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record ProblemDocument(string Type, string Title, string Detail, int Status, string Code, string Remedy)
{
    /// <summary>JSON paths at fault, each with its sentences.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }

    /// <summary>Appointments that are still free where the one asked for is gone.</summary>
    public IReadOnlyList<Planning.Window>? Free { get; init; }

    /// <summary>Id under which the logs speak of the request.</summary>
    public string? TraceId { get; init; }

    /// <summary>Puts a problem into words.</summary>
    public static ProblemDocument Of(Problem problem, string language)
    {
        var message = ProblemCatalogue.Find(problem.Code);
        return new(
            $"/problems/{problem.Code}", message.Title(language), message.Detail(language, problem),
            problem.Status ?? message.Status, problem.Code, message.Remedy(language, problem))
        {
            Errors = ErrorsOf(problem, language),
            Free = problem.Free,
        };
    }

    private static SortedDictionary<string, IReadOnlyList<string>>? ErrorsOf(Problem problem, string language)
    {
        var errors = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var fault in (Problem[])[problem, .. problem.Others ?? []])
        {
            if (fault.Path is not { } path)
                continue;
            var sentence = ProblemCatalogue.Find(fault.Code).Detail(language, fault);
            errors[path] = errors.TryGetValue(path, out var sentences) ? [.. sentences, sentence] : [sentence];
        }
        return errors.Count is 0 ? null : errors;
    }
}
