using System.Security.Cryptography;
using Dispatch.Api.CommandLine.Import;

namespace Dispatch.Api.CommandLine.Replay;

/// <summary>What is to come in, and when.</summary>
/// <param name="Tickets">In order of the instant at which each comes in.</param>
/// <param name="Faults">Why rows cannot be taken, by line.</param>
/// <param name="RefusedRows">Rows that cannot be taken.</param>
public sealed record ReplayPlan(ReplaySource Source, IReadOnlyList<SourceTicket> Tickets, IReadOnlyList<RowFault> Faults, int RefusedRows)
{
    /// <summary>Reads a file to its end.</summary>
    /// <param name="limit">Tickets to take, from the first on.</param>
    /// <param name="now">Nothing may have happened later.</param>
    /// <exception cref="OperatorException">The file cannot be read, or no row of it.</exception>
    public static ReplayPlan Read(string path, string mappingName, int gather, int limit, DateTimeOffset now)
    {
        var mapping = OnlyWhatComesIn(Mappings.Find(mappingName));
        var (tickets, faults, refused) = (new List<SourceTicket>(), new List<RowFault>(), 0);
        using (var file = SourceFile.Open(path, mapping))
        {
            var reader = new RowReader(mapping, now);
            foreach (var (ticket, wrong) in file.Read().Select(reader.Read))
            {
                faults.AddRange(wrong);
                if (ticket is null)
                    refused++;
                else
                    tickets.Add(ticket);
            }
        }
        if (tickets.Count is 0)
            throw Unreadable(path, mappingName, faults);
        var instants = new Gathering(gather, TimeZoneInfo.FindSystemTimeZoneById(mapping.Time.Zone)).Of([.. tickets.Select(ticket => ticket.CreatedAt)]);
        return new(
            new(mappingName, HashOf(path), gather),
            [.. tickets.Zip(instants, (ticket, at) => ticket with { CreatedAt = at }).OrderBy(ticket => ticket.CreatedAt).Take(limit)],
            faults, refused);
    }

    /// <summary>How a case ended lies ahead when it comes in, so what the file says of that is not looked at.</summary>
    private static ImportMapping OnlyWhatComesIn(ImportMapping mapping) => mapping with { Closed = [], Due = [], Status = null };

    private static OperatorException Unreadable(string path, string mapping, List<RowFault> faults) => faults is [var first, ..]
        ? new(new(
            $"用映射 {mapping} 读不懂 {path} 的任何一行。第 {first.Line} 行：{first.Text.Zh}。这是另一套数据的映射吗？请用 --map 指明。",
            $"No row of {path} can be read with the mapping {mapping}. Line {first.Line}: {first.Text.En}. Is the mapping for another set? Name one with --map."))
        : new(new($"{path} 里没有数据行。", $"{path} holds no rows."));

    private static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}

/// <summary>What a database replays: it goes on with the same only.</summary>
/// <param name="Mapping">Name of the mapping.</param>
/// <param name="File">SHA-256 of the file, lower-case hex.</param>
/// <param name="Gather">Weeks that become one.</param>
public sealed record ReplaySource(string Mapping, string File, int Gather);
