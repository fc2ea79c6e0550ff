using System.Security.Cryptography;
using System.Text;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Access;

namespace Dispatch.Api.Requests;

/// <summary>The caller's key for a repeatable request, and the hash that tells a repeat from a misuse.</summary>
/// <param name="BodyHash">SHA-256 over method, path and body, lower-case hex.</param>
public sealed record RequestKey(string Key, string BodyHash);

/// <summary>Reads <c>Idempotency-Key</c>, and makes requests repeatable whose effect is the same when they run twice.</summary>
public static class Idempotency
{
    /// <summary>Name of the header.</summary>
    public const string Header = "Idempotency-Key";

    private const int MaxLength = 200;
    private const int InMemory = 64 * 1024;

    /// <summary>Reads and checks the key of every POST that has one; the body is hashed before it is bound.</summary>
    public static IApplicationBuilder UseIdempotencyKeys(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (HttpMethods.IsPost(context.Request.Method)
            && context.Request.Headers.TryGetValue(Header, out var values)
            && context.GetEndpoint()?.Metadata.GetMetadata<KeyPerLine>() is null)
        {
            if (values is not [{ } key] || !IsKey(key))
            {
                await new ProblemResult(Invalid.At(Header)).ExecuteAsync(context);
                return;
            }
            context.Items[typeof(RequestKey)] = new RequestKey(key, await HashBody(context.Request));
        }
        await next(context);
    });

    /// <summary>The problem of a key that is none.</summary>
    public static Problem Invalid => Problem.Of("idempotency-key-invalid", ("max", MaxLength));

    /// <summary>Whether a text may be a key: 1 to 200 visible ASCII characters.</summary>
    public static bool IsKey(string key) => key.Length is > 0 and <= MaxLength && key.All(IsVisibleAscii);

    /// <summary>The key of this request, or null.</summary>
    public static RequestKey? Of(HttpContext context) => context.Items[typeof(RequestKey)] as RequestKey;

    /// <summary>Whether this request was already carried out under its key.</summary>
    /// <exception cref="RefusedRequestException">The key was used for another body.</exception>
    public static async Task<bool> IsRepeat(HttpContext context)
    {
        if (Of(context) is not { } key)
            return false;
        var journal = context.RequestServices.GetRequiredService<IJournal>();
        if (await journal.FindKey(Caller.Of(context.User).Actor, key.Key, context.RequestAborted) is not { } taken)
            return false;
        return taken.BodyHash == key.BodyHash
            ? true
            : throw new RefusedRequestException(Problem.Of("idempotency-key-reused").At(Header));
    }

    /// <summary>For a POST that may run twice without harm: remembers its key, and refuses the key for another body.</summary>
    /// <remarks>A crash between effect and key makes the repeat run again, which changes nothing more.</remarks>
    public static RouteHandlerBuilder RepeatableByNature(this RouteHandlerBuilder route) => route.AddEndpointFilter(async (invocation, next) =>
    {
        var context = invocation.HttpContext;
        if (Of(context) is null || Caller.Find(context.User) is not { } caller)
            return await next(invocation);
        var repeated = await IsRepeat(context);
        var result = await next(invocation);
        if (!repeated && result is not IStatusCodeHttpResult { StatusCode: >= 300 })
        {
            await context.RequestServices.GetRequiredService<PrincipalStore>()
                .TakeKey(caller.Id, Origins.Of(context), context.RequestAborted);
        }
        return result;
    });

    private static async Task<string> HashBody(HttpRequest request)
    {
        request.EnableBuffering(InMemory);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}\n"));
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is > 0 and var read)
            hash.AppendData(buffer.AsSpan(0, read));
        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static bool IsVisibleAscii(char c) => c is >= '!' and <= '~';
}

/// <summary>Marks the bulk route, where each line has a key of its own.</summary>
public sealed class KeyPerLine;
