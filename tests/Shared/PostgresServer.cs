using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Dispatch.Tests.Shared;

/// <summary>A private PostgreSQL in a temporary folder on a free loopback port. It ends with this process, however that ends.</summary>
/// <remarks>PostgreSQL refuses to run as root, so root starts it as the user <c>postgres</c>.</remarks>
public sealed class PostgresServer : IDisposable
{
    private static readonly Lazy<PostgresServer> SharedServer = new(() => new(durable: false));
    private static readonly string[] Programs = ["initdb", "postgres", "pg_isready", "psql"];
    private static int databases;
    private readonly Process process;
    private readonly string folder;

    /// <summary>Starts a server.</summary>
    /// <param name="durable">False skips waiting for the disk, as tests may; benchmarks say true.</param>
    /// <param name="keep">Folder that stays, with its databases, for the next server; null takes a temporary one.</param>
    public PostgresServer(bool durable, string? keep = null)
    {
        var programs = FindPrograms() ?? throw new InvalidOperationException("PostgreSQL is not installed: no initdb on PATH or under /usr/lib/postgresql.");
        Port = FreePort();
        folder = keep is null ? Directory.CreateTempSubdirectory("dispatch-pg-").FullName : Directory.CreateDirectory(keep).FullName;
        process = Start(programs, durable, keep is not null);
        WaitUntilReady(programs);
    }

    /// <summary>One server for the whole test process, without waiting for the disk.</summary>
    public static PostgresServer Shared => SharedServer.Value;

    /// <summary>Whether PostgreSQL's programs are on this machine.</summary>
    public static bool IsInstalled { get; } = FindPrograms() is not null;

    /// <summary>The loopback port it listens on.</summary>
    public int Port { get; }

    /// <summary>Connection string of a database that exists on every server.</summary>
    public string Maintenance => ConnectionString("postgres");

    /// <summary>Creates a database and returns its connection string. The server dies with the process, so nobody drops it.</summary>
    /// <param name="name">Its name; null makes one up.</param>
    /// <param name="template">Database that it is a copy of; an empty one by default.</param>
    public string CreateDatabase(string? name = null, string template = "template0")
    {
        name ??= $"dispatch_{Environment.ProcessId}_{Interlocked.Increment(ref databases)}";
        Run(Path.Combine(FindPrograms()!, "psql"), ["-h", "127.0.0.1", "-p", $"{Port}", "-U", "postgres", "-d", "postgres", "-qc", $"create database {name} template {template}"]);
        return ConnectionString(name);
    }

    /// <summary>Connection string of a database of this server.</summary>
    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database}";

    /// <summary>Path of one of PostgreSQL's programs, such as <c>psql</c> or <c>pgbench</c>.</summary>
    public static string Program(string name) => Path.Combine(FindPrograms()!, name);

    /// <summary>Stops the server, cutting off everybody, and starts it again.</summary>
    public void Restart()
    {
        var pid = File.ReadLines(Path.Combine(folder, "data", "postmaster.pid")).First();
        Run("kill", ["-INT", pid]);
        using (var old = Process.GetProcessById(int.Parse(pid, CultureInfo.InvariantCulture)))
            old.WaitForExit();
        WaitUntilReady(FindPrograms()!);
    }

    /// <summary>Stops the server and deletes its folder.</summary>
    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    // A server that ends is started again, until it is to end. The shell lives as long as its standard input, which closes when this process dies; then it takes the server down.
    private Process Start(string programs, bool durable, bool keep)
    {
        var script = $"""
            set -e
            cd {folder}
            test -d data || {programs}/initdb -D data -U postgres -A trust -E UTF8 --no-locale --no-sync >initdb.log 2>&1
            rm -f ended
            (until test -e ended; do
                {programs}/postgres -D data -p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
                    -c fsync={(durable ? "on" : "off")} -c max_connections=200 >>postgres.log 2>&1 </dev/null || true
            done) &
            cat >/dev/null || true
            touch ended
            kill -INT $(head -n 1 data/postmaster.pid)
            wait
            {(keep ? "" : $"rm -rf {folder}")}
            """;
        if (Environment.IsPrivilegedProcess)
            Run("chown", ["postgres", folder]);
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", "sh", "-c", script])
            : new ProcessStartInfo("sh", ["-c", script]);
        start.RedirectStandardInput = true;
        return Process.Start(start)!;
    }

    private void WaitUntilReady(string programs)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            using var ready = Process.Start(new ProcessStartInfo(Path.Combine(programs, "pg_isready"), ["-q", "-h", "127.0.0.1", "-p", $"{Port}"]))!;
            ready.WaitForExit();
            if (ready.ExitCode == 0)
                return;
            if (process.HasExited)
                break;
            Thread.Sleep(100);
        }
        throw new InvalidOperationException($"PostgreSQL did not start; see {folder}/*.log.");
    }

    private static string? FindPrograms()
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
            : [];
        return onPath.Concat(debian).FirstOrDefault(
            place => place.Length > 0 && Programs.All(program => File.Exists(Path.Combine(place, program))));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Run(string program, string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo(program, arguments))!;
        run.WaitForExit();
        if (run.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {run.ExitCode}.");
    }
}
