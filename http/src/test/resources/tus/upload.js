// Uploads a file: node upload.js ENDPOINT KEY CHANNEL FILE STORE. Prints a line for each chunk, and
// "done" at the end. Started again with the same store of URLs, it goes on where it was.
const fs = require('fs')
const path = require('path')
const tus = require('tus-js-client')

const [endpoint, key, channelId, file, store] = process.argv.slice(2)

const upload = new tus.Upload(fs.createReadStream(file), {
  endpoint,
  headers: { 'X-API-KEY': key },
  metadata: { channelId, filename: path.basename(file), filetype: 'application/octet-stream' },
  chunkSize: 1024 * 1024,
  uploadSize: fs.statSync(file).size,
  urlStorage: new tus.FileUrlStorage(store),
  storeFingerprintForResuming: true,
  retryDelays: [100, 500, 1000, 2000],
  onChunkComplete: (size, accepted, total) => console.log(`chunk ${accepted} ${total}`),
  onError: (error) => {
    console.log(`error ${error}`)
    process.exitCode = 1
  },
  onSuccess: () => console.log('done'),
})

upload.findPreviousUploads().then((previous) => {
  console.log(`previous ${previous.length}`)
  if (previous.length > 0) {
    upload.resumeFromPreviousUpload(previous[0])
  }
  upload.start()
})
