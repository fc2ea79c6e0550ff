using System.Reflection;
using Dispatch.Configuration;

namespace Dispatch.Flows;

/// <summary>The case types that come with the product: repair, damage-claim, return, consultation.</summary>
/// <remarks>They name the teams <c>warehouse</c> and <c>finance</c>; every other step goes to the team that routing chose.</remarks>
public static class ShippedCaseTypes
{
    private const string Prefix = "Dispatch.Flows.Shipped.";

    /// <summary>Teams that the shipped flows name.</summary>
    public static IReadOnlyList<string> Teams { get; } = ["finance", "warehouse"];

    /// <summary>The documents as first published, by id.</summary>
    public static IReadOnlyList<ConfigurationDocument> All { get; } = [.. Read()];

    private static IEnumerable<ConfigurationDocument> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return new(CaseTypes.Kind.Name, name[Prefix.Length..^".json".Length], 1, JsonBody.Parse(reader.ReadToEnd()));
        }
    }
}
