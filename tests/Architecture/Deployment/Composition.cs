using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Dispatch.Tests.Architecture.Deployment;

/// <summary><c>docker-compose.yml</c> with its anchors resolved.</summary>
internal static class Composition
{
    public const string Path = "docker-compose.yml";

    private static readonly IReadOnlyDictionary<object, object> Root = Read();

    /// <summary>The services by name.</summary>
    public static IReadOnlyDictionary<string, Service> Services { get; } =
        Map(Root["services"]).ToDictionary(service => (string)service.Key, service => new Service((string)service.Key, Map(service.Value)));

    /// <summary>Those that run Dispatch.</summary>
    public static IReadOnlyList<Service> Processes { get; } = [.. Services.Values.Where(service => service.Has("build"))];

    /// <summary>The names of the volumes and networks that it declares.</summary>
    public static IReadOnlyList<string> Declared(string kind) => [.. Map(Root[kind]).Keys.Cast<string>()];

    private static IReadOnlyDictionary<object, object> Read()
    {
        using var text = new StringReader(Repository.Read(Path));
        return new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(new MergingParser(new Parser(text)));
    }

    private static IReadOnlyDictionary<object, object> Map(object node) => (IReadOnlyDictionary<object, object>)node;

    /// <summary>One service.</summary>
    internal sealed record Service(string Name, IReadOnlyDictionary<object, object> Node)
    {
        /// <summary>What follows the image's entry point.</summary>
        public IReadOnlyList<string> Command => List("command");

        public IReadOnlyDictionary<string, string> Environment =>
            Map(Node["environment"]).ToDictionary(pair => (string)pair.Key, pair => (string)pair.Value);

        /// <summary>The command that asks for its health, without the word that says that it is one.</summary>
        public IReadOnlyList<string> HealthCheck => [.. ((IEnumerable<object>)Map(Node["healthcheck"])["test"]).Cast<string>().Skip(1)];

        /// <summary>Seconds between the request to end and the end by force.</summary>
        public int Grace => int.Parse(((string)Node["stop_grace_period"]).TrimEnd('s'), CultureInfo.InvariantCulture);

        public string? Role => Command.SkipWhile(word => word != "--role").Skip(1).FirstOrDefault();

        /// <summary>Whom it waits for, each with the condition.</summary>
        public IReadOnlyDictionary<string, string> WaitsFor =>
            Map(Node["depends_on"]).ToDictionary(pair => (string)pair.Key, pair => (string)Map(pair.Value)["condition"]);

        public bool Has(string key) => Node.ContainsKey(key);

        public string Text(params string[] path) => (string)path[..^1].Aggregate(Node, (node, key) => Map(node[key]))[path[^1]];

        public IReadOnlyList<string> List(string key) => [.. ((IEnumerable<object>)Node[key]).Cast<string>()];
    }
}
