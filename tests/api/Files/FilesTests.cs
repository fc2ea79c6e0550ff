using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Dispatch.Access;

namespace Dispatch.Tests.Api.Files;

public sealed class FilesTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    [Fact]
    public async Task A_file_comes_back_as_an_attachment_with_the_type_of_its_bytes()
    {
        var client = await host.As(Role.Agent);
        var stored = await (await client.PostAsync("/api/files", Form(Png, "破损.exe"))).Body();
        Assert.Equal("image/png", stored.Text("type"));
        var file = await client.GetAsync($"/api/files/{stored.Text("id")}");
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("image/png", file.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Png, await file.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task What_is_no_photo_video_or_document_is_refused()
    {
        var client = await host.As(Role.Agent);
        var answer = await client.PostAsync("/api/files", Form(Encoding.UTF8.GetBytes("<script>alert(1)</script>"), "photo.png"));
        await answer.AssertProblem(415, "file-type-unsupported");
    }

    [Fact]
    public async Task A_file_of_another_part_of_the_company_does_not_exist()
    {
        var stored = await (await (await host.As(Role.Agent, "company/east")).PostAsync("/api/files", Form(Png, "a.png"))).Body();
        var west = await host.As(Role.Agent, "company/west");
        await (await west.GetAsync($"/api/files/{stored.Text("id")}")).AssertProblem(404, "file-unknown");
    }

    [Fact]
    public async Task A_repeated_upload_is_one_file()
    {
        var client = await host.As(Role.Agent);
        client.DefaultRequestHeaders.Add("Idempotency-Key", "upload-1");
        var form = await Form(Png, "a.png").ReadAsByteArrayAsync();
        var first = await (await client.PostAsync("/api/files", Again(form))).Body();
        var second = await (await client.PostAsync("/api/files", Again(form))).Body();
        Assert.Equal(first.Text("id"), second.Text("id"));
    }

    [Theory]
    [InlineData("multipart/form-data", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("multipart/form-data; boundary=x", HttpStatusCode.BadRequest)]
    [InlineData("application/json", HttpStatusCode.UnsupportedMediaType)]
    public async Task A_broken_form_is_refused(string type, HttpStatusCode status)
    {
        var client = await host.As(Role.Agent);
        var content = new ByteArrayContent("no form at all"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        Assert.Equal(status, (await client.PostAsync("/api/files", content)).StatusCode);
    }

    private static MultipartFormDataContent Form(byte[] bytes, string name) =>
        new("boundary-1") { { new ByteArrayContent(bytes), "file", name } };

    private static ByteArrayContent Again(byte[] form)
    {
        var content = new ByteArrayContent(form);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=boundary-1");
        return content;
    }
}
