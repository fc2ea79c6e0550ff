using Dispatch.Api.Hosting;

namespace Dispatch.Api.Files;

/// <summary>Routes of files.</summary>
public static class FileRoutes
{
    /// <summary>Maps them.</summary>
    public static void MapFiles(this IEndpointRouteBuilder api)
    {
        var files = api.MapGroup("/files").WithTags("Files");
        UploadFile.Map(files, api.ServiceProvider.GetRequiredService<DispatchOptions>());
        DownloadFile.Map(files);
    }
}
