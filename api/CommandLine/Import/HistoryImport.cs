using System.Security.Cryptography;
using System.Text.Json;
using Dispatch.Api.Problems;
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Hosting;
using Dispatch.Tickets;
using Dispatch.Zones;

namespace Dispatch.Api.CommandLine.Import;

/// <summary>Commits rows of another system as history: decided as tickets are, at the instants at which they happened, without effects.</summary>
/// <remarks>Many rows are under way at once, so the journal's group commit writes hundreds in one transaction.</remarks>
/// <param name="org">Org path that owns the tickets; a row's region goes below it.</param>
public sealed class HistoryImport(
    IJournal journal, TicketRules rules, ZoneMap zones, TicketNumbers numbers, IdSource ids, TimeProvider time, string org)
{
    private const int UnderWay = 256;
    private static readonly Origin Importer = new("system:import");

    /// <summary>Imports all rows. Rows that are there already are skipped; a faulty row stops no other.</summary>
    /// <param name="progress">Called after each row.</param>
    public async Task<ImportSummary> Run(IEnumerable<SourceRow> rows, ImportMapping mapping, Action progress, CancellationToken cancellationToken)
    {
        var reader = new RowReader(mapping, time.Now());
        var summary = new ImportSummary();
        var options = new ParallelOptions { MaxDegreeOfParallelism = UnderWay, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(rows, options, async (row, cancelled) =>
        {
            var (ticket, faults) = reader.Read(row);
            if (ticket is null)
                summary.Refuse(faults);
            else
                await Import(ticket, summary, cancelled);
            progress();
        });
        return summary;
    }

    private async Task Import(SourceTicket source, ImportSummary summary, CancellationToken cancellationToken)
    {
        var scope = $"channel:{source.Channel}";
        if (await journal.FindKey(scope, source.Reference, cancellationToken) is not null)
        {
            summary.Skip();
            return;
        }
        var (id, now) = (ids.Next(), time.Now());
        var texts = Texts(id, source).ToList();
        var told = TicketHistory.Retell(id, new(await Open(id, source, cancellationToken), source.End), rules, now);
        if (told.Rejection is { } rejection)
        {
            summary.Refuse([new(source.Line, null, null, InWords(rejection))]);
            return;
        }
        var commit = HistoricTickets.CommitOf(told, Importer) with
        {
            Content = texts,
            Keys = [new(scope, source.Reference, HashOf(source), ExpiresAt: null)],
        };
        try
        {
            await journal.Append(commit, cancellationToken);
            summary.Import(source, told.Ticket, now);
        }
        catch (DuplicateKeyException)
        {
            // The same row twice in one file.
            summary.Skip();
        }
    }

    private async Task<OpenTicket> Open(string id, SourceTicket source, CancellationToken cancellationToken) => new(
        await numbers.Next(cancellationToken), source.Region is null ? org : $"{org}/{source.Region}", source.Kind, source.Channel)
    {
        ExternalRef = source.Reference,
        Description = source.Description is { } text ? ContentRef.To(DescriptionId(id), text) : null,
        Contact = source.Address is { } address ? ContentRef.To(ContactId(id), ContactJson(address)) : null,
        Product = source.Product,
        Place = source.Place,
        Zone = source.Place is { } place ? zones.Find(place) : null,
        Region = source.Region,
        Priority = source.Priority,
        ReceivedAt = source.CreatedAt,
    };

    private static IEnumerable<Content> Texts(string id, SourceTicket source)
    {
        if (source.Description is { } description)
            yield return new(DescriptionId(id), null, "description", description);
        if (source.Address is { } address)
            yield return new(ContactId(id), null, "contact", ContactJson(address));
    }

    private static string DescriptionId(string ticket) => $"{ticket}/description";

    private static string ContactId(string ticket) => $"{ticket}/contact";

    private static string ContactJson(string address) => JsonSerializer.Serialize(new { Contact = new { Address = address } }, DispatchJson.Stored);

    private static LocalText InWords(Rejection rejection)
    {
        var (message, problem) = (ProblemCatalogue.Find(rejection.Code.Value), Problem.Of(rejection));
        return new(message.Detail("zh", problem), message.Detail("en", problem));
    }

    private static string HashOf(SourceTicket source) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(source with { Line = 0 }, DispatchJson.Stored)));
}
