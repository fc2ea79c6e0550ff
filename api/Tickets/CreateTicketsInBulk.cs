using System.Buffers;
using System.Text.Json;
using System.Threading.Channels;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Dispatch.Api.Tickets;

/// <summary><c>POST /api/tickets/bulk</c>: one ticket a line in, one answer a line out, in order; a bad line stops no other.</summary>
/// <remarks>
/// At most <see cref="MaxInFlight"/> lines are worked on at once. Answers that the caller does not read yet wait in memory, at most
/// <see cref="MaxWaiting"/>, so that a body of that many lines may be sent whole before the first answer is read. Memory does not grow beyond.
/// </remarks>
public static class CreateTicketsInBulk
{
    /// <summary>Longest line, bytes.</summary>
    public const int MaxLine = 64 * 1024;

    private const int MaxInFlight = 1_000;
    private const int MaxWaiting = 10_000;
    private const string MediaType = "application/x-ndjson";

    /// <summary>A ticket with a key of its own.</summary>
    public sealed record LineRequest(string Kind, string Channel) : CreateTicket(Kind, Channel)
    {
        /// <summary>Makes the line repeatable.</summary>
        public string? IdempotencyKey { get; init; }
    }

    /// <summary>The answer to one line.</summary>
    /// <param name="Line">Number of the line, from 1.</param>
    /// <param name="Status">201 for a new ticket, 200 for a repeat, else the problem's status.</param>
    public sealed record LineAnswer(int Line, int Status)
    {
        /// <summary>Id of the ticket.</summary>
        public string? Id { get; init; }

        /// <summary>Its number.</summary>
        public string? Number { get; init; }

        /// <summary>Team that answers for it.</summary>
        public string? Team { get; init; }

        /// <summary>Why the line was refused.</summary>
        public ProblemDocument? Problem { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapPost("/bulk", Handle).RequireAuthorization(Policies.TicketsCreate)
        .WithMetadata(new Unlimited(), new KeyPerLine())
        .Accepts<LineRequest>(MediaType, "application/json", "text/plain").Produces<LineAnswer>(StatusCodes.Status200OK, MediaType)
        .WithSummary("Takes tickets in, one JSON object a line of at most 64 KB, and answers each on a line of its own, in order.");

    private static async Task Handle(HttpContext context, TicketIntake intake, Faults faults, CancellationToken cancellationToken)
    {
        // A caller who sends everything before reading anything must not be cut off for reading slowly.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
        // One who waits for answers before he sends more must not be cut off for sending slowly.
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } pace)
            pace.MinDataRate = null;
        context.Response.ContentType = MediaType;
        await context.Response.StartAsync(cancellationToken);
        var answers = Channel.CreateBounded<Task<LineAnswer>>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true, SingleWriter = true });
        var writing = Write(context, answers.Reader, cancellationToken);
        var work = new LineWork(context, intake, faults, cancellationToken);
        try
        {
            await foreach (var line in new NdjsonLines(context.Request.BodyReader, MaxLine).Read(cancellationToken))
                await answers.Writer.WriteAsync(await work.Start(line), cancellationToken);
        }
        finally
        {
            answers.Writer.TryComplete();
            await writing;
        }
    }

    private static async Task Write(HttpContext context, ChannelReader<Task<LineAnswer>> answers, CancellationToken cancellationToken)
    {
        var output = context.Response.BodyWriter;
        using var json = new Utf8JsonWriter(output);
        while (await answers.WaitToReadAsync(cancellationToken))
        {
            while (answers.TryRead(out var pending))
            {
                // What is ready goes out before waiting for what is not.
                if (!pending.IsCompleted)
                    await output.FlushAsync(cancellationToken);
                JsonSerializer.Serialize(json, await pending, DispatchJson.Stored);
                json.Flush();
                json.Reset();
                output.Write("\n"u8);
                if (output.UnflushedBytes > MaxLine)
                    await output.FlushAsync(cancellationToken);
            }
            // The caller may be waiting for these before he sends more.
            await output.FlushAsync(cancellationToken);
        }
    }

    /// <summary>Works on lines, a bounded number at once.</summary>
    private sealed class LineWork(HttpContext context, TicketIntake intake, Faults faults, CancellationToken cancellationToken)
    {
        private readonly SemaphoreSlim places = new(MaxInFlight);
        private readonly LinesInOrder order = new();
        private readonly Caller caller = Caller.Of(context.User);
        private readonly string language = Languages.Of(context);
        private readonly string correlation = ProblemResult.TraceIdOf(context);

        public async Task<Task<LineAnswer>> Start(NdjsonLines.Line line)
        {
            await places.WaitAsync(cancellationToken);
            return Answer(line);
        }

        private async Task<LineAnswer> Answer(NdjsonLines.Line line)
        {
            try
            {
                return await Take(line);
            }
            catch (JsonException fault)
            {
                return Refuse(line, JsonFaults.From(fault));
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                return Refuse(line, faults.From(fault, context));
            }
            finally
            {
                places.Release();
            }
        }

        private async Task<LineAnswer> Take(NdjsonLines.Line line)
        {
            if (line.Bytes is null)
                return Refuse(line, Problem.Of("line-too-long", ("kilobytes", MaxLine >> 10)));
            var request = JsonSerializer.Deserialize<LineRequest>(line.Bytes, ApiJson.Options) ?? throw new JsonException("A line is an object.");
            if (request.IdempotencyKey is { } key && !Idempotency.IsKey(key))
                return Refuse(line, Idempotency.Invalid.At("$.idempotencyKey"));
            using var turn = order.Enter(NamesOf(request));
            await turn.Predecessors;
            var taken = await intake.Take(request with { IdempotencyKey = null }, caller, request.IdempotencyKey, correlation, cancellationToken);
            return taken is { Ticket: { } ticket }
                ? new(line.Number, taken.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK) { Id = ticket.Id, Number = ticket.Number, Team = ticket.Team }
                : Refuse(line, taken.Problem!);
        }

        private static IEnumerable<string> NamesOf(LineRequest request)
        {
            if (request.IdempotencyKey is { } key)
                yield return $"key {key}";
            if (request.ExternalRef is { } reference)
                yield return $"reference {request.Channel} {reference}";
        }

        private LineAnswer Refuse(NdjsonLines.Line line, Problem problem)
        {
            var document = ProblemDocument.Of(problem, language);
            return new(line.Number, document.Status) { Problem = document };
        }
    }

    /// <summary>The body as a whole has no limit; each line has.</summary>
    private sealed record Unlimited : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => null;
    }
}
