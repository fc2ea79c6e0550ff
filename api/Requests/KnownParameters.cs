using System.Collections.Frozen;
using Dispatch.Api.Problems;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Dispatch.Api.Requests;

/// <summary>Refuses query parameters that an address does not take: a misspelt filter must not show everything. As well values that no database keeps.</summary>
public sealed class KnownParameters(IApiDescriptionGroupCollectionProvider descriptions)
{
    private const string None = "–";
    private readonly Lazy<FrozenDictionary<string, FrozenSet<string>>> known = new(() => descriptions.ApiDescriptionGroups.Items
        .SelectMany(group => group.Items)
        .ToFrozenDictionary(route => NameOf(route.HttpMethod, route.RelativePath), NamesOf, StringComparer.OrdinalIgnoreCase));

    /// <summary>The problem of the first parameter that the route does not know or nothing can hold, or null.</summary>
    public Problem? Check(HttpContext context) => Unknown(context) ?? Malformed(context.Request.Query);

    // PostgreSQL takes no NUL in text, not even to compare with.
    private static Problem? Malformed(IQueryCollection query) =>
        query.FirstOrDefault(parameter => parameter.Value.Any(value => value?.Contains('\0', StringComparison.Ordinal) is true)) is { Key: { } name }
            ? Problem.Of("parameter-invalid", ("parameter", name)).At($"?{name}")
            : null;

    private Problem? Unknown(HttpContext context)
    {
        if (context.Request.Query.Count is 0 || context.GetEndpoint() is not RouteEndpoint route
            || !known.Value.TryGetValue(NameOf(context.Request.Method, route.RoutePattern.RawText), out var names)
            || context.Request.Query.Keys.FirstOrDefault(name => !names.Contains(name)) is not { } unknown)
            return null;
        var list = names.Count is 0 ? None : string.Join(", ", names.Order(StringComparer.Ordinal));
        return Problem.Of("parameter-unknown", ("parameter", unknown), ("known", list)).At($"?{unknown}");
    }

    private static string NameOf(string? method, string? path) => $"{method} {path?.Trim('/')}";

    private static FrozenSet<string> NamesOf(ApiDescription route) => route.ParameterDescriptions
        .Where(parameter => parameter.Source == BindingSource.Query)
        .Select(parameter => char.ToLowerInvariant(parameter.Name[0]) + parameter.Name[1..])
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}

/// <summary>The check in the pipeline.</summary>
public static class KnownParametersPipeline
{
    /// <summary>Adds the check; goes after authorisation, so that nobody else learns what an address takes.</summary>
    public static IApplicationBuilder UseKnownParameters(this IApplicationBuilder app) => app.Use((context, next) =>
        context.RequestServices.GetRequiredService<KnownParameters>().Check(context) is { } problem
            ? new ProblemResult(problem).ExecuteAsync(context)
            : next(context));
}
