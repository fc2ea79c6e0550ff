using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Dispatch.Api.Problems;

/// <summary>The sentences of every problem in Chinese and English, from the <c>messages.*.json</c> beside this file.</summary>
public static class ProblemCatalogue
{
    /// <summary>Entries by code.</summary>
    public static FrozenDictionary<string, ProblemMessage> All { get; } = Read();

    private static readonly ProblemMessage Unlisted = new(
        409,
        ["操作被拒绝", "操作被拒绝（{code}）。", "请重新加载后再试。"],
        ["Refused", "The command was refused ({code}).", "Load the object again and retry."]);

    /// <summary>The entry of a code; a general sentence when it is not listed.</summary>
    public static ProblemMessage Find(string code) => All.GetValueOrDefault(code) ?? Unlisted;

    private static FrozenDictionary<string, ProblemMessage> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var entries = new Dictionary<string, ProblemMessage>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.Contains(".messages.", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var (code, message) in JsonSerializer.Deserialize<Dictionary<string, ProblemMessage>>(stream, DispatchJson.Strict)!)
                entries.Add(code, message);
        }
        return entries.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

/// <summary>One problem's HTTP status and its title, detail and remedy in each language.</summary>
/// <param name="Zh">Title, detail, remedy; braces name arguments.</param>
/// <param name="En">The same in English.</param>
public sealed record ProblemMessage(int Status, IReadOnlyList<string> Zh, IReadOnlyList<string> En)
{
    /// <summary>The same on all occurrences.</summary>
    public string Title(string language) => In(language)[0];

    /// <summary>What happened, with arguments filled in.</summary>
    public string Detail(string language, Problem problem) => Fill(In(language)[1], problem);

    /// <summary>What to do about it, with arguments filled in.</summary>
    public string Remedy(string language, Problem problem) => Fill(In(language)[2], problem);

    private IReadOnlyList<string> In(string language) => language == "en" ? En : Zh;

    private static string Fill(string template, Problem problem)
    {
        if (!template.Contains('{', StringComparison.Ordinal))
            return template;
        var text = template.Replace("{code}", problem.Code, StringComparison.Ordinal);
        foreach (var (name, value) in problem.Arguments)
            text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        return text;
    }
}
