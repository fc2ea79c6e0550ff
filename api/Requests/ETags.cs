using System.Globalization;
using Dispatch.Api.Problems;

namespace Dispatch.Api.Requests;

/// <summary>Marks an edit: it answers with the new ETag and, with If-Match, refuses a version that the caller has not seen.</summary>
public sealed class Versioned;

/// <summary>Versions as strong entity tags: <c>"17"</c>.</summary>
public static class ETags
{
    /// <summary>Sets the response's tag.</summary>
    public static void Set(HttpContext context, long version) => context.Response.Headers.ETag = Format(version);

    /// <summary>The tag of a version.</summary>
    public static string Format(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The version that the caller saw; null when the request takes any.</summary>
    /// <exception cref="RefusedRequestException">The header is not a tag of ours.</exception>
    public static long? IfMatch(HttpContext context)
    {
        var header = context.Request.Headers.IfMatch;
        if (header.Count is 0 || header is ["*"])
            return null;
        return header is [{ } tag] && long.TryParse(tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new RefusedRequestException(Problem.Of("if-match-invalid").At("If-Match"));
    }
}
