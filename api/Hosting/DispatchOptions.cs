using System.Globalization;
using System.Net;
using Dispatch.Api.Plans;
using Dispatch.Silo.Cluster;
using Dispatch.Silo.Webhooks;

namespace Dispatch.Api.Hosting;

/// <summary>Every setting of the service: a command-line option <c>--name value</c>, or an environment variable <c>DISPATCH_NAME</c>.</summary>
public sealed record DispatchOptions
{
    /// <summary>Where the service listens when nothing is said.</summary>
    public const string DefaultUrl = "http://localhost:8080";

    private static readonly (string Name, string Help)[] Known =
    [
        ("urls", $"addresses to listen on; {DefaultUrl}"),
        ("data", "path of the SQLite file, or a PostgreSQL connection string (Host=…); a file in the user's data folder"),
        ("files", "folder of uploaded files; beside the data"),
        ("keys", "folder of the keys that sign sessions; share it between hosts; beside the data"),
        ("demo", "on: a demo company with a stream of tickets; off: starts empty; on"),
        ("demo-rate", "demo tickets per minute; 12"),
        ("time-zone", "IANA time zone in which a day begins; Asia/Shanghai"),
        ("company", "name of the company, as 中文|English; used without the demo"),
        ("dashboard", "folder of the built dashboard; the one built with the service"),
        ("log-level", "trace, debug, information, warning, error; information"),
        ("log-format", "text or json; text"),
        ("improve-every", "seconds between two looks for a better today and tomorrow of each zone, 0 for never; 60"),
        ("rate-limit", "requests a second that one principal or address may make; 5000"),
        ("sign-in-limit", "password sign-ins a minute from one address; 20"),
        ("max-body-kb", "largest JSON body in KiB; 1024"),
        ("max-file-mb", "largest uploaded file in MiB; 25"),
        ("role", "what this process does in a cluster: silo runs grains, api serves, both does both; both"),
        ("cluster", "name of the cluster, which has the database to itself; dispatch"),
        ("silo-port", "port on which silos talk to each other, 0 for a free one; 11111"),
        ("gateway-port", "port on which API hosts call this silo, 0 for a free one; 30000"),
        ("advertise", "IP address under which others reach this silo; this host's own"),
        ("call-timeout", "seconds after which an unanswered call between processes fails and may be tried again; 10"),
        ("dead-after", "seconds after which a silo that answers nobody is replaced; 4"),
        ("webhook-hosts", "hosts inside the network that webhooks may call all the same, separated by commas; none"),
        ("osrm", "address of an OSRM routing service that says how long ways of POST /api/plans/solve take; none"),
        ("max-clock-skew", "seconds by which this host's clock may differ from the database server's; 2"),
    ];

    /// <summary>Settings that the .NET host understands by itself.</summary>
    private static readonly string[] HostSettings = ["environment", "contentRoot", "applicationName"];

    /// <summary>Addresses to listen on, separated by semicolons.</summary>
    public required string Urls { get; init; }

    /// <summary>Path of the SQLite file, or a PostgreSQL connection string.</summary>
    public required string Data { get; init; }

    /// <summary>Folder of uploaded files.</summary>
    public required string Files { get; init; }

    /// <summary>Folder of the keys that sign sessions and links.</summary>
    public required string Keys { get; init; }

    /// <summary>Whether a new database gets the demo company, and a demo database its stream of tickets.</summary>
    public required bool Demo { get; init; }

    /// <summary>Demo tickets per minute.</summary>
    public required double DemoRate { get; init; }

    /// <summary>Name of the company outside the demo.</summary>
    public required LocalText Company { get; init; }

    /// <summary>Time zone in which a day begins.</summary>
    public required TimeZoneInfo TimeZone { get; init; }

    /// <summary>Folder of the built dashboard.</summary>
    public required string Dashboard { get; init; }

    /// <summary>Least severe log entries to write.</summary>
    public required LogLevel LogLevel { get; init; }

    /// <summary>Whether logs are JSON, one object a line.</summary>
    public required bool LogsJson { get; init; }

    /// <summary>Time between two looks for better days; zero for never.</summary>
    public required TimeSpan ImproveEvery { get; init; }

    /// <summary>Requests a second per principal, or per address while nobody is signed in.</summary>
    public required int RateLimit { get; init; }

    /// <summary>Password sign-ins a minute per address.</summary>
    public required int SignInLimit { get; init; }

    /// <summary>Largest JSON body, bytes.</summary>
    public required long MaxBodyBytes { get; init; }

    /// <summary>Largest uploaded file, bytes.</summary>
    public required long MaxFileBytes { get; init; }

    /// <summary>What it needs to call other systems.</summary>
    public required WebhookSettings Webhooks { get; init; }

    /// <summary>Routing service that measures ways; null when ways are reckoned from coordinates.</summary>
    public required Uri? Osrm { get; init; }

    /// <summary>Its part in a cluster.</summary>
    public required ClusterSettings Cluster { get; init; }

    /// <summary>Whether <see cref="Data"/> is a PostgreSQL connection string.</summary>
    public bool OnPostgres => IsPostgres(Data);

    /// <summary>Reads the settings.</summary>
    /// <exception cref="FormatException">A value cannot be read; the message names the option.</exception>
    public static DispatchOptions From(IConfiguration settings)
    {
        var demo = Switch(settings, "demo", fallback: true);
        var data = Text(settings, "data") ?? DataFile(demo ? "demo.db" : "dispatch.db");
        if (!IsPostgres(data))
            data = Path.GetFullPath(data);
        var beside = IsPostgres(data) ? Path.Combine(UserFolder, "postgres") : data;
        return new()
        {
            Urls = Text(settings, "urls") ?? DefaultUrl,
            Data = data,
            Demo = demo,
            DemoRate = Number(settings, "demo-rate", 12, 0, 100_000),
            Files = Text(settings, "files") ?? $"{beside}.files",
            Keys = Text(settings, "keys") ?? $"{beside}.keys",
            Company = CompanyOf(Text(settings, "company")),
            TimeZone = TimeZoneInfo.TryFindSystemTimeZoneById(Text(settings, "time-zone") ?? "Asia/Shanghai", out var zone)
                ? zone
                : throw Refuse("time-zone"),
            Dashboard = Text(settings, "dashboard") ?? Path.Combine(AppContext.BaseDirectory, "wwwroot"),
            LogLevel = Enum.TryParse<LogLevel>(Text(settings, "log-level") ?? "information", ignoreCase: true, out var level)
                ? level
                : throw Refuse("log-level"),
            LogsJson = Text(settings, "log-format") switch { null or "text" => false, "json" => true, _ => throw Refuse("log-format") },
            ImproveEvery = TimeSpan.FromSeconds((int)Number(settings, "improve-every", 60, 0, 86_400)),
            RateLimit = (int)Number(settings, "rate-limit", 5_000, 1, 10_000_000),
            SignInLimit = (int)Number(settings, "sign-in-limit", 20, 1, 1_000_000),
            MaxBodyBytes = (long)Number(settings, "max-body-kb", 1_024, 1, 1_048_576) << 10,
            MaxFileBytes = (long)Number(settings, "max-file-mb", 25, 1, 10_240) << 20,
            Webhooks = new()
            {
                InsideHosts = (Text(settings, "webhook-hosts") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.OrdinalIgnoreCase),
            },
            Osrm = Text(settings, "osrm") is { Length: > 0 } osrm ? OsrmTable.AddressOf(osrm) ?? throw Refuse("osrm") : null,
            Cluster = ClusterOf(settings),
        };
    }

    /// <summary>The first option of a command line that does not exist, or null; a misspelt option must not be ignored.</summary>
    public static string? FindUnknown(IEnumerable<string> arguments) => arguments
        .Where(argument => argument.StartsWith("--", StringComparison.Ordinal))
        .Select(argument => argument[2..].Split('=')[0])
        .FirstOrDefault(name => !HostSettings.Contains(name, StringComparer.OrdinalIgnoreCase)
            && !Array.Exists(Known, option => option.Name.Equals(name, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The options and their defaults, one a line.</summary>
    public static string Help() => string.Join('\n', Known.Select(option => $"  --{option.Name,-14} {option.Help}"));

    /// <summary>Where a file of this user's data lies.</summary>
    public static string DataFile(string name) => Path.Combine(UserFolder, name);

    private static string UserFolder => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "dispatch");

    private static bool IsPostgres(string data) => data.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    private static string? Text(IConfiguration settings, string name) =>
        settings[name] ?? Environment.GetEnvironmentVariable($"DISPATCH_{name.Replace('-', '_').ToUpperInvariant()}");

    private static bool Switch(IConfiguration settings, string name, bool fallback) => Text(settings, name)?.ToLowerInvariant() switch
    {
        null => fallback,
        "on" or "true" => true,
        "off" or "false" => false,
        _ => throw Refuse(name),
    };

    private static double Number(IConfiguration settings, string name, double fallback, double least, double most) => Text(settings, name) switch
    {
        null => fallback,
        var text when double.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most => value,
        _ => throw Refuse(name),
    };

    private static LocalText CompanyOf(string? text) => text?.Split('|') switch
    {
        null => new("派单中心", "Dispatch"),
        [var both] => new(both, both),
        [var zh, var en] => new(zh, en),
        _ => throw Refuse("company"),
    };

    private static ClusterSettings ClusterOf(IConfiguration settings)
    {
        var usual = new ClusterSettings();
        return new()
        {
            Id = Text(settings, "cluster") ?? usual.Id,
            Role = Text(settings, "role")?.ToLowerInvariant() switch
            {
                null or "both" => ClusterRole.Both,
                "silo" => ClusterRole.Silo,
                "api" => ClusterRole.Api,
                _ => throw Refuse("role"),
            },
            SiloPort = (int)Number(settings, "silo-port", usual.SiloPort, 0, 65_535),
            GatewayPort = (int)Number(settings, "gateway-port", usual.GatewayPort, 0, 65_535),
            Advertise = Text(settings, "advertise") is not { } address ? null : IPAddress.TryParse(address, out var parsed) ? parsed : throw Refuse("advertise"),
            CallTimeout = Seconds(settings, "call-timeout", usual.CallTimeout),
            DeadAfter = Seconds(settings, "dead-after", usual.DeadAfter),
            MaxClockSkew = Seconds(settings, "max-clock-skew", usual.MaxClockSkew),
        };
    }

    private static TimeSpan Seconds(IConfiguration settings, string name, TimeSpan fallback) =>
        TimeSpan.FromSeconds(Number(settings, name, fallback.TotalSeconds, 0.1, 600));

    private static FormatException Refuse(string name) =>
        new($"--{name} has a value that is not allowed. The options are:\n{Help()}");
}
