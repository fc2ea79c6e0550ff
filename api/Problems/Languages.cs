using Dispatch.Api.Access;

namespace Dispatch.Api.Problems;

/// <summary>Which of the two languages a reader gets.</summary>
public static class Languages
{
    /// <summary>A person's own choice, else the first of Chinese and English that <c>Accept-Language</c> prefers, else Chinese.</summary>
    public static string Of(HttpContext context) =>
        Caller.Find(context.User)?.Language ?? Preferred(context.Request);

    private static string Preferred(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptLanguage
            .Where(language => language.Quality is not 0)
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => Offered(language.Value.Value ?? ""));
        return accepted.FirstOrDefault(language => language is not null) ?? "zh";
    }

    private static string? Offered(string tag) => tag.Split('-')[0].ToLowerInvariant() switch
    {
        "zh" => "zh",
        "en" => "en",
        _ => null,
    };
}
