using System.Text.RegularExpressions;

namespace Dispatch.Tests.Architecture.Deployment;

/// <summary>What operators deploy with, and what it says.</summary>
internal static partial class DeploymentFiles
{
    public const string Image = "deploy/Dockerfile";
    public const string Ignored = ".dockerignore";
    public const string Proxy = "deploy/nginx.conf";
    public const string Settings = "deploy/systemd/dispatch.env.example";
    public static readonly IReadOnlyList<string> Units = ["deploy/systemd/dispatch-silo.service", "deploy/systemd/dispatch-api.service"];
    public static readonly IReadOnlyList<string> Guides = ["docs/cluster.md", "docs/cluster.zh-CN.md"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Composition.Path, Image, Ignored, Proxy, Settings, .. Units, .. Guides];

    /// <summary>The lines of the image's recipe that begin with a word, those that go on in the next line joined.</summary>
    public static IReadOnlyList<string> Instructions(string word) =>
    [
        .. Repository.Read(Image).Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
            .Where(line => line.StartsWith($"{word} ", StringComparison.Ordinal)).Select(line => line[word.Length..].Trim()),
    ];

    /// <summary>What a unit says under a name.</summary>
    public static IReadOnlyList<string> Directives(string unit, string name) =>
        [.. Repository.Lines(unit).Where(line => line.StartsWith($"{name}=", StringComparison.Ordinal)).Select(line => line[(name.Length + 1)..])];

    /// <summary>Every <c>DISPATCH_…</c> that a file names.</summary>
    public static IReadOnlyList<string> Variables(string path) => [.. Variable().Matches(Repository.Read(path)).Select(match => match.Value).Distinct()];

    /// <summary>Every line of a file that runs the service's executable, from the arguments on; lines that go on are joined.</summary>
    public static IReadOnlyList<string> Invocations(string path) =>
        [.. Invocation().Matches(Repository.Read(path).Replace("\\\n", " ", StringComparison.Ordinal)).Select(match => match.Groups["arguments"].Value)];

    /// <summary>Every executable of a file that could be the service's.</summary>
    public static IReadOnlyList<string> Executables(string path) => [.. Executable().Matches(Repository.Read(path)).Select(match => match.Value)];

    [GeneratedRegex(@"\bDISPATCH_[A-Z_]+\b")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\.dll""?,?\s(?<arguments>[^\n;|>&`#]*)")]
    private static partial Regex Invocation();

    [GeneratedRegex(@"[\w.]+\.dll\b")]
    private static partial Regex Executable();
}
