using Dispatch.Api.Access;
using Dispatch.Api.Hosting;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Dispatch.Api.Files;

/// <summary><c>POST /api/files</c>: takes one file as multipart form data, streamed, so that memory does not grow with its size.</summary>
public static class UploadFile
{
    private const int MaxNameLength = 200;
    private const int MaxBoundaryLength = 100;
    private const int Envelope = 16 * 1024;

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder files, DispatchOptions options) => files.MapPost("", Handle).RequireAuthorization(Policies.Files)
        .WithMetadata(new BodySize(options.MaxFileBytes + Envelope))
        .Accepts<IFormFile>("multipart/form-data").Produces<FileView>(StatusCodes.Status201Created)
        .WithSummary("Stores a photo, video or document; its type is told by its bytes.");

    private static async Task<IResult> Handle(
        HttpContext context, IFileStore store, FileCatalogue catalogue, DispatchOptions options, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= MaxBoundaryLength } boundary)
            return new ProblemResult(Problem.Of("media-type-unsupported"));
        if (await FindFile(new(boundary, context.Request.Body), cancellationToken) is not { } part)
            return new ProblemResult(Problem.Of("file-missing"));
        try
        {
            var bytes = await store.Store(part.Body, options.MaxFileBytes, cancellationToken);
            if (bytes.Type is null)
                return new ProblemResult(Problem.Of("file-type-unsupported", ("types", FileTypes.Taken)));
            var view = await catalogue.Add(bytes, part.Name, Caller.Of(context.User).Org, Origins.Of(context), cancellationToken);
            return TypedResults.Created($"/api/files/{view.Id}", view);
        }
        catch (Exception broken) when (broken is InvalidDataException || IsOfForm(broken))
        {
            return new ProblemResult(Problem.Of("request-invalid"));
        }
        catch (FileTooLargeException)
        {
            return new ProblemResult(Problem.Of("file-too-large", ("megabytes", options.MaxFileBytes >> 20)));
        }
    }

    private static async Task<(Stream Body, string Name)?> FindFile(MultipartReader form, CancellationToken cancellationToken)
    {
        try
        {
            while (await form.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                if (section.GetContentDispositionHeader() is { } disposition && disposition.IsFileDisposition())
                    return (section.Body, NameOf(disposition));
            }
        }
        catch (Exception broken) when (broken is InvalidDataException || IsOfForm(broken))
        {
            throw new RefusedRequestException(Problem.Of("request-invalid"));
        }
        return null;
    }

    /// <summary>Whether the form ended too early; the disk's failures are of another making.</summary>
    private static bool IsOfForm(Exception broken) => broken is IOException { Source: "Microsoft.AspNetCore.WebUtilities" };

    /// <summary>The last part of the sender's path, without characters that a file system or header would trip over.</summary>
    private static string NameOf(ContentDispositionHeaderValue disposition)
    {
        var sent = disposition.FileNameStar.HasValue ? disposition.FileNameStar.Value! : HeaderUtilities.RemoveQuotes(disposition.FileName).Value ?? "";
        var name = string.Concat(sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c) && !char.IsSurrogate(c))).Trim();
        return name.Length is 0 ? "file" : name[..Math.Min(name.Length, MaxNameLength)];
    }

    /// <summary>The route's own limit on its body.</summary>
    private sealed record BodySize(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
