using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Dispatch.Tests.Api;

/// <summary>Short ways to send and to read.</summary>
public static class Answers
{
    /// <summary>A JSON body from its text.</summary>
    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    /// <summary>The body as JSON.</summary>
    public static async Task<JsonElement> Body(this HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>();

    /// <summary>The text of a member.</summary>
    public static string? Text(this JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) ? value.GetString() : null;

    /// <summary>Asserts a problem document with this status and code, and returns it.</summary>
    public static async Task<JsonElement> AssertProblem(this HttpResponseMessage answer, int status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"Expected {status} {code}, got {(int)answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(code, problem.Text("code"));
        Assert.Equal($"/problems/{code}", problem.Text("type"));
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrWhiteSpace(problem.Text("remedy")));
        return problem;
    }

    /// <summary>The JSON paths that a problem document blames.</summary>
    public static IEnumerable<string> Paths(this JsonElement problem) =>
        problem.TryGetProperty("errors", out var errors) ? errors.EnumerateObject().Select(path => path.Name) : [];
}
